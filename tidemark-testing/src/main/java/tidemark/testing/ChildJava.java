package tidemark.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of its own with this one's class path, for tests of dying and coming back. What it
 * says goes to the end of a file.
 */
public final class ChildJava implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path output;

  private ChildJava(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a main class with arguments; options of Java may stand before it. */
  public static ChildJava start(Path output, List<String> mainAndArgs) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short life: compiled fast, not well.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(mainAndArgs);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    return new ChildJava(process, output);
  }

  /**
   * Waits until the output has this text so many times, counted over all processes that wrote it.
   *
   * @throws IOException if the process ends before, or takes a minute
   */
  public void awaitOutput(String text, int times) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (output().split(java.util.regex.Pattern.quote(text), -1).length - 1 < times) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("'" + text + "' did not come: " + output());
      }
      Thread.sleep(10);
    }
  }

  /** All that has been said. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** kill -9; returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM; returns when the process is gone, and kills it if that takes half a minute. */
  public void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
    kill();
  }

  @Override
  public void close() {
    kill();
  }
}
