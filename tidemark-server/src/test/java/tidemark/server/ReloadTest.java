package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP to a real process: good files take effect, bad ones change nothing. */
class ReloadTest {
  /** A full minute; the points are some days old, so that their step shows the archive. */
  private static final long T = Instant.now().getEpochSecond() / 3600 * 3600 - 86_400;

  @TempDir Path directory;

  private Path config;
  private Path schemas;
  private Path aggregation;

  @BeforeEach
  void files() throws IOException {
    config = directory.resolve("tidemark.yaml");
    schemas = directory.resolve("storage-schemas.conf");
    aggregation = directory.resolve("storage-aggregation.conf");
    Files.writeString(schemas, "[all]\npattern = .*\nretentions = 60s:1h,5m:7d\n");
    Files.writeString(aggregation, "[all]\npattern = .*\naggregationMethod = average\n");
    configure("");
  }

  private void configure(String more) throws IOException {
    Files.writeString(
        config,
        "storage.schemas: " + schemas + "\nstorage.aggregation: " + aggregation + "\n" + more);
  }

  @Test
  void changedRulesHoldAtOnceAndAfterARestart() throws Exception {
    try (ServerProcess server = serve()) {
      for (int i = 0; i < 10; i++) {
        send(server, "m " + i + " " + (T + 60 * i) + "\n");
      }
      assertThat(render(server)).contains("[2.0," + T + "],[7.0," + (T + 300) + "]");

      Files.writeString(aggregation, "[all]\npattern = .*\naggregationMethod = max\n");
      assertThat(reload(server)).contains("reloaded: the retention rules have changed, no key");
      assertThat(render(server)).contains("[4.0," + T + "],[9.0," + (T + 300) + "]");

      Files.writeString(schemas, "[all]\npattern = .*\nretentions = 60s:1h,10m:7d\n");
      reload(server);
      assertThat(render(server)).contains("[9.0," + T + "]").doesNotContain("," + (T + 300) + "]");
      assertThat(server.stop().status()).isZero();
    }
    assertThat(ServerProcess.run(command("storage", "stats", "m")).output())
        .contains("rule   60s:3600s,600s:604800s max xFilesFactor 0.5");
    try (ServerProcess server = serve()) {
      assertThat(render(server)).contains("[9.0," + T + "]").doesNotContain("," + (T + 300) + "]");
    }
  }

  @Test
  void aBadFileIsRefusedInOneLineAndChangesNothing() throws Exception {
    try (ServerProcess server = serve()) {
      send(server, "m 3 " + T + "\nm 5 " + (T + 60) + "\nm 4 " + (T + 120) + "\n");
      Files.writeString(schemas, "[all]\npattern = .*\nretentions = 60s:1h,7m\n");
      assertThat(reload(server))
          .contains("not reloaded, all stays as it was: " + schemas + " line 3: ")
          .hasLineCount(1);
      Files.writeString(schemas, "[all]\npattern = .*\nretentions = 60s:1h,10m:7d\n");
      Files.writeString(aggregation, "[all]\npattern = .*\naggregationMethod = most\n");
      assertThat(reload(server))
          .contains(aggregation + " line 3: unknown aggregationMethod 'most'");
      Files.delete(schemas);
      assertThat(reload(server)).contains("storage.schemas").contains("no readable file");
      configure("limits.new-serise: 1\n");
      assertThat(reload(server)).contains("limits.new-serise").contains("limits.new-series");
      assertThat(render(server)).contains("[4.0," + T + "],[null," + (T + 300) + "]");
    }
  }

  @Test
  void roundingsAreReadAgain() throws Exception {
    Path rounding = directory.resolve("rounding");
    Files.writeString(rounding, "[m]\npattern = m\ndigits = 3\n");
    configure("storage.rounding: " + rounding + "\n");
    try (ServerProcess server = serve()) {
      send(server, "m 3.14159 " + T + "\nn 3.14159 " + T + "\n");
      Files.writeString(rounding, "[m]\npattern = m\ndigits = 33\n");
      assertThat(reload(server)).contains(rounding + " line 3: digits = 33");
      Files.writeString(rounding, "[m]\npattern = m\ndecimals = 1\n");
      assertThat(reload(server)).contains("reloaded");
      assertThat(render(server)).contains("[3.14159," + T + "]");
      assertThat(server.stop().status()).isZero();
    }
    try (ServerProcess server = serve()) {
      assertThat(render(server)).contains("[3.1," + T + "]");
      assertThat(server.stop().status()).isZero();
    }
    assertThat(ServerProcess.run(command("storage", "stats", "m")).output())
        .contains("digits 1 decimals");
  }

  @Test
  void limitsAreReadAgainAndOtherKeysAreNamed() throws Exception {
    try (ServerProcess server = serve()) {
      send(server, "a 1 " + T + "\n");
      configure("storage.local.max-series: 1\nlimits.max-tags: 1\nlimits.http-idle: 9s\n");
      assertThat(reload(server))
          .contains(
              "reloaded: the retention rules are the same, changed keys: storage.local.max-series,"
                  + " limits.max-tags")
          .contains("changed keys that hold from the next start: limits.http-idle");
      assertThat(put(server, "put a " + T + " 1 x=1 y=1\n"))
          .contains("Too many tags: 2 maximum allowed: 1");
      assertThat(put(server, "put b " + T + " 1 x=1\n"))
          .contains("series limit reached: storage.local.max-series is 1");
      configure("");
      reload(server);
      assertThat(put(server, "put b " + T + " 1 x=1 y=1\n")).isEmpty();
    }
  }

  @Test
  void listsLeaveOutNamesAndAreReadAgain() throws Exception {
    Path white = directory.resolve("whitelist.conf");
    Path black = directory.resolve("blacklist.conf");
    Files.writeString(black, "# none of these\n^bad\n(\n");
    configure("limits.whitelist: " + white + "\nlimits.blacklist: " + black + "\n");
    try (ServerProcess server = serve()) {
      assertThat(server.stderr()).contains(black + " line 3: '(' is not a regular expression");
      send(server, "bad.a 1 " + T + "\ngood.a 1 " + T + "\nother.a 1 " + T + "\n");
      assertThat(found(server)).isEqualTo("good.a other.a");
      Files.writeString(white, "^good\n");
      Files.writeString(black, "a$\n");
      reload(server);
      send(server, "bad.b 1 " + T + "\ngood.b 1 " + T + "\ngood.aa 1 " + T + "\n");
      assertThat(found(server)).isEqualTo("good.a good.b other.a");
      assertThat(server.get("http", "/metrics").body())
          .contains("tidemark_listed_points_total{list=\"blacklist\"} 2")
          .contains("tidemark_listed_points_total{list=\"whitelist\"} 1");
    }
  }

  private static String found(ServerProcess server) throws Exception {
    String all = server.get("http", "/metrics/index.json").body();
    return all.replaceAll("[\\[\\]\"\\s]", "").replace(',', ' ');
  }

  private ServerProcess serve() throws IOException {
    return ServerProcess.serve(directory.resolve("data"), "--config", config.toString());
  }

  private String[] command(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", config.toString()));
    all.addAll(List.of("--data", directory.resolve("data").toString()));
    return all.toArray(String[]::new);
  }

  /** Sends the signal and waits for what is said about it: the lines it adds to the log. */
  private static String reload(ServerProcess server) throws Exception {
    int before = server.stderr().length();
    new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start().waitFor();
    return server.awaitStderr(before, "reloaded").strip();
  }

  private static void send(ServerProcess server, String lines) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port("graphite-line"))) {
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes(); // closed when all is stored
    }
  }

  /** What a telnet line is answered. */
  private static String put(ServerProcess server, String line) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port("opentsdb"))) {
      socket.getOutputStream().write((line + "exit\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** The ten minutes of points, out of the second archive. */
  private static String render(ServerProcess server) throws Exception {
    return server
        .get("http", "/render?target=m&format=json&from=" + (T - 1) + "&until=" + (T + 599))
        .body()
        .replace(" ", "");
  }
}
