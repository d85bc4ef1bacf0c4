package tidemark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidemark.server.config.ConfigSources;
import tidemark.server.config.Settings;

/**
 * One short life of the server, for the AOT cache that {@code ./tidemark} makes after a build (JEP
 * 514): it loads the classes that a start and a first request need, in a temporary directory and on
 * free ports.
 */
final class TrainingRun {
  private TrainingRun() {}

  /** Runs; the exit status is 0. */
  static int run() {
    try {
      Path directory = Files.createTempDirectory("tidemark-training");
      try {
        live(directory);
      } finally {
        delete(directory);
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void live(Path directory) throws IOException {
    List<String> sets = new ArrayList<>();
    for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
      sets.add("listen." + door + "=127.0.0.1:0");
    }
    Path file = Files.createFile(directory.resolve("tidemark.yaml"));
    var sources = new ConfigSources(file, null, directory.resolve("data").toString(), sets);
    Settings settings = Settings.of(sources.gather(Map.of()));
    try (Tidemark server = Tidemark.start(settings, InstantSource.system())) {
      long now = InstantSource.system().millis() / 1000;
      say(port(server, "graphite-line"), "training.run 1 " + now + "\n");
      say(port(server, "opentsdb"), "put training.run " + now + " 1 a=b\nversion\nexit\n");
      String http = "http://127.0.0.1:" + port(server, "http");
      get(http + "/render?target=training.run&from=-5min&format=json");
      get(http + "/metrics");
      get(http + "/health");
      String opentsdb = "http://127.0.0.1:" + port(server, "opentsdb");
      get(opentsdb + "/api/query?start=5m-ago&m=sum:training.run%7Ba=*%7D");
    }
  }

  private static int port(Tidemark server, String name) {
    return server.listening().stream()
        .filter(line -> line.startsWith(name + " tcp "))
        .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static void say(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
  }

  private static void get(String uri) throws IOException {
    var connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
    if (connection.getResponseCode() == 200) {
      connection.getInputStream().readAllBytes();
    }
    connection.disconnect();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
