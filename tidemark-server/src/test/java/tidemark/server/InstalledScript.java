package tidemark.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ./tidemark} as in an unpacked release: its one jar names this test's class path in its
 * manifest, so that nothing has to be packaged first.
 */
final class InstalledScript {
  private final Path script;

  InstalledScript(Path root) throws IOException {
    Path lib = Files.createDirectories(root.resolve("lib"));
    script = Files.copy(Path.of("../tidemark"), root.resolve("tidemark"));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(lib.resolve("tidemark.jar")), manifest).close();
  }

  /** Runs a command line to its end, or for a minute at most. */
  ServerProcess.Ended run(List<String> args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TIDEMARK_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TIDEMARK_OPTS", "-XX:TieredStopAtLevel=1");
    long began = System.nanoTime();
    Process process = builder.start();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).exceptionally(late -> end(process));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return new ServerProcess.Ended(
        status, output, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }

  private static Process end(Process process) {
    process.destroyForcibly();
    return process;
  }
}
