package tidemark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real server in a process of its own, on free ports, as tests of starting, stopping and dying
 * need it. What it says on standard error is in a file beside its data.
 */
final class ServerProcess implements AutoCloseable {
  private static final long LONGEST_START_SECONDS = 60;

  /** What the process did: {@code output} is both streams together. */
  record Ended(int status, String output, long millis) {}

  private final Process process;
  private final Path stderr;
  private final List<String> stdout = new ArrayList<>();
  private final Map<String, Integer> ports = new HashMap<>();

  private ServerProcess(Process process, Path stderr) {
    this.process = process;
    this.stderr = stderr;
  }

  /**
   * Starts and waits until it is ready; all doors on free ports unless the arguments say otherwise.
   */
  static ServerProcess serve(Path data, String... more) throws IOException {
    ServerProcess server = launch(data, more);
    server.awaitReady();
    return server;
  }

  /** Starts and does not wait: for those who want to see it die early. */
  static ServerProcess launch(Path data, String... more) throws IOException {
    return launch(List.of("tidemark.server.Tidemark"), data, more);
  }

  /** The same with another main class, and arguments before the usual ones. */
  static ServerProcess launch(List<String> main, Path data, String... more) throws IOException {
    List<String> args = new ArrayList<>(main);
    args.addAll(List.of("serve", "--data", data.toString()));
    for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
      args.addAll(List.of("--set", "listen." + door + "=127.0.0.1:0"));
    }
    args.addAll(List.of(more));
    Path stderr = data.resolveSibling(data.getFileName() + ".stderr");
    Process process =
        new ProcessBuilder(command(args))
            .redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()))
            .start();
    return new ServerProcess(process, stderr);
  }

  /** Runs a command line to its end. */
  static Ended run(String... args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("tidemark.server.Tidemark"));
    all.addAll(List.of(args));
    Process process = new ProcessBuilder(command(all)).redirectErrorStream(true).start();
    long began = System.nanoTime();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return new Ended(
        process.exitValue(), output, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }

  /** How to start a main class with arguments. */
  private static List<String> command(List<String> mainAndArgs) {
    // Whoever runs the tests may ignore SIGHUP, as nohup does, and Java would inherit that.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short life: compiled fast, not well.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(mainAndArgs);
    return command;
  }

  /** Reads standard output up to {@code ready in N ms}. */
  void awaitReady() throws IOException {
    // Whoever never gets ready is ended, which ends the reading.
    process
        .onExit()
        .orTimeout(LONGEST_START_SECONDS, TimeUnit.SECONDS)
        .exceptionally(late -> giveUp());
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      stdout.add(line);
      if (line.startsWith("listening ")) {
        String[] words = line.split(" ");
        ports.put(words[1], Integer.parseInt(words[3].substring(words[3].lastIndexOf(':') + 1)));
      } else if (line.startsWith("ready in ")) {
        return;
      }
    }
    throw new IOException("the server did not get ready: " + stdout + stderr());
  }

  /**
   * Waits for a line on standard output, after {@link #awaitReady} or without it.
   *
   * @return what comes after its beginning, or nothing if that does not come in time
   */
  Optional<String> awaitLine(String beginning, long seconds)
      throws IOException, InterruptedException {
    BufferedReader out = process.inputReader();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < deadline) {
      if (!out.ready()) {
        Thread.sleep(1);
        continue;
      }
      String line = out.readLine();
      if (line != null && line.startsWith(beginning)) {
        return Optional.of(line.substring(beginning.length()));
      }
    }
    return Optional.empty();
  }

  /**
   * Waits for a whole line on standard error that has a word.
   *
   * @param from how much of {@link #stderr} was there before
   * @return what came after that
   */
  String awaitStderr(int from, String word) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (System.nanoTime() < deadline) {
      String said = stderr().substring(from);
      if (said.contains(word) && said.endsWith("\n")) {
        return said;
      }
      Thread.sleep(1);
    }
    throw new AssertionError("no " + word + " in " + stderr().substring(from));
  }

  private Process giveUp() {
    if (stdout.stream().noneMatch(line -> line.startsWith("ready"))) {
      process.destroyForcibly();
    }
    return process;
  }

  /** Standard output so far. */
  List<String> stdout() {
    return stdout;
  }

  /** Standard error so far, of earlier processes with the same data too. */
  String stderr() {
    try {
      return Files.readString(stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port of a listener by its name: {@code graphite-line}. */
  int port(String listener) {
    return ports.get(listener);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** A GET to the port of a listener. */
  HttpResponse<String> get(String listener, String pathAndQuery)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port(listener) + pathAndQuery);
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** SIGTERM; waits for the end. */
  Ended stop() throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return new Ended(process.exitValue(), stderr(), millis);
  }

  /** kill -9; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
