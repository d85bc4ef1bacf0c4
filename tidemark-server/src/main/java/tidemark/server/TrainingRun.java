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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import tidemark.server.config.ConfigSources;
import tidemark.server.config.Settings;

/**
 * One short life of the server, for the AOT cache that {@code ./tidemark} makes after a build: it
 * loads the classes that a start and a first request need (JEP 514), and takes and gives points
 * until the code that does so has profiles, which the cache keeps too (JEP 515), so that a server
 * need not gather them again. In a temporary directory and on free ports.
 */
final class TrainingRun {
  private static final int SERIES = 1_000;

  /** Points of each series by each door: some hundred thousand calls make a profile. */
  private static final int PUTS = 100;

  private static final int BODIES = 50;
  private static final int QUERIES = 30;

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
      take(server, now);
      String http = "http://127.0.0.1:" + port(server, "http");
      get(http + "/render?target=training.run&from=-5min&format=json");
      get(http + "/metrics");
      get(http + "/health");
      String opentsdb = "http://127.0.0.1:" + port(server, "opentsdb");
      get(opentsdb + "/api/query?start=5m-ago&m=sum:training.run%7Ba=*%7D");
      for (int i = 0; i < QUERIES; i++) {
        get(http + "/render?target=sumSeries(dc1.rack1*.*.cpu.*)&from=-30min&format=json");
        get(http + "/metrics/find?query=dc1.rack1.*");
        get(opentsdb + "/api/query?start=30m-ago&m=avg:1m-avg:cpu%7Brack=*%7D");
      }
    }
  }

  /**
   * Series of the lines, and rounds of them. So many rounds that an open group meets all it can
   * have: a branch that no profile saw taken is left out of the compiled code, and what was
   * compiled is thrown away and compiled again when a server first takes it.
   */
  private static final int LINES = 320;

  private static final int ROUNDS = 640;

  private static final List<String> MEASURES = List.of("cpu.user", "cpu.system", "mem.free", "df");

  /** Points as they come from collectors: a value of every series in each round. */
  private static void take(Tidemark server, long now) throws IOException {
    int lines = port(server, "graphite-line");
    int puts = port(server, "opentsdb");
    lines(lines, now);
    var text = new StringBuilder();
    for (int p = 0; p < PUTS; p++) {
      long time = now - 10L * (PUTS - p);
      for (int s = 0; s < SERIES; s++) {
        text.append(
            "put cpu %d %s host=host%04d rack=rack%d\n".formatted(time, value(s, p), s, s % 20));
      }
    }
    say(puts, text + "version\nexit\n");
    for (int p = 0; p < BODIES; p++) {
      long time = now - 10L * (BODIES - p);
      for (int from = 0; from < SERIES; from += 100) {
        post("http://127.0.0.1:" + puts + "/api/put", body(from, p, time));
      }
    }
  }

  private static void lines(int port, long now) throws IOException {
    var order = new ArrayList<Integer>();
    for (int s = 0; s < LINES; s++) {
      order.add(s);
    }
    var random = new Random(LINES);
    var text = new StringBuilder();
    for (int p = 0; p < ROUNDS; p++) {
      long time = now - 10L * (ROUNDS - p);
      for (int s : order) {
        line(text, s, p, time);
      }
      if (p > ROUNDS / 2 && p % 16 == 0) { // what comes late: between the rows, and before them
        line(text, p % LINES, p, time - 5);
        line(text, p % LINES, p, time - 10L * p);
      }
      // Long texts as from a relay, short ones as from a collector; some name series in an order of
      // their own.
      if (p % 20 == 19 || p < 20) {
        say(port, text.toString());
        text.setLength(0);
        if (p % 40 == 39) {
          Collections.shuffle(order, random);
        }
      }
    }
  }

  private static void line(StringBuilder text, int series, int point, long time) {
    int host = series / MEASURES.size();
    text.append(
        "dc1.rack%d.host%d.%s %s %d\n"
            .formatted(
                host % 20,
                host,
                MEASURES.get(series % MEASURES.size()),
                value(series, point),
                time));
  }

  private static String value(int series, int point) {
    return switch (series % 3) {
      case 0 -> Integer.toString(point * 17 + series);
      case 1 -> (point * 31 + series) % 100 + ".5";
      default -> (point * 7 + series) % 1000 + "." + (point * 13 + series) % 1000;
    };
  }

  private static String body(int from, int point, long time) {
    var body = new StringBuilder("[");
    for (int s = from; s < from + 100; s++) {
      body.append(s > from ? "," : "")
          .append(
              "{\"metric\":\"mem\",\"timestamp\":%d,\"value\":%s,\"tags\":{\"host\":\"host%04d\"}}"
                  .formatted(time, value(s, point), s));
    }
    return body.append(']').toString();
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

  private static void post(String uri, String body) throws IOException {
    var connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
    connection.setDoOutput(true);
    connection.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
    connection.getResponseCode();
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
