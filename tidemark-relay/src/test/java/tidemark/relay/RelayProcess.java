package tidemark.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tidemark.testing.ChildJava;

/** A relay with a spool in a process that can be killed and started again. */
final class RelayProcess implements AutoCloseable {
  private final Path folder;
  private final String name;
  private int starts;
  private ChildJava process;

  RelayProcess(Path folder, String name, String configuration) throws IOException {
    this.folder = folder;
    this.name = name;
    Files.writeString(folder.resolve(name + ".conf"), configuration, StandardCharsets.ISO_8859_1);
  }

  /** Starts it and waits until it listens. */
  void start(String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tidemark.relay.RelayMain", "-s"));
    command.addAll(List.of("-f", folder.resolve(name + ".conf").toString()));
    command.addAll(List.of("--spool", folder.resolve(name).toString()));
    command.addAll(List.of(more));
    process = ChildJava.start(folder.resolve(name + ".log"), command);
    starts++;
    process.awaitOutput("] listening", starts);
  }

  /** kill -9. */
  void kill() {
    process.kill();
  }

  String output() throws IOException {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
  }
}
