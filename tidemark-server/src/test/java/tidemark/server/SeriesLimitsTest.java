package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.server.cli.Cli;

/** Limits of series, as the senders of all doors see them, and who makes the most series. */
class SeriesLimitsTest {
  private static final long NOW = 1_795_532_400;

  @TempDir Path data;
  private long now = NOW;
  private final InstantSource clock = () -> Instant.ofEpochSecond(now);

  @Test
  void aSeriesBeyondTheLimitIsRefusedAtEachDoorAndTheOthersGoOn() throws Exception {
    try (InProcess server = start("storage.local.max-series", "3")) {
      HttpResponse<String> answer = put(server, "m", 5);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .contains("\"success\":3", "\"failed\":2")
          .contains("series limit reached: storage.local.max-series is 3");

      assertThat(telnet(server, "put m0 " + NOW + " 1 host=a\nput n " + NOW + " 1 host=a\n"))
          .isEqualTo("put: Storage error: series limit reached: storage.local.max-series is 3\n");
      lines(server, "p 1 " + NOW + "\n");
      assertThat(put(server, "m", 3).statusCode()).isEqualTo(200);
      assertThat(metric(server, "tidemark_series_refused_total{limit=\"max-series\"}"))
          .isEqualTo(4);
      assertThat(metric(server, "tidemark_series")).isEqualTo(3);
    }
    try (InProcess server = start("storage.local.max-series", "3")) { // known from the disk
      assertThat(put(server, "m", 4).body()).contains("\"success\":3", "\"failed\":1");
    }
  }

  @Test
  void newSeriesBeyondTheRateAreRefusedUntilTheNextSecond() throws Exception {
    try (InProcess server = start("limits.new-series", "2")) {
      HttpResponse<String> answer = put(server, "m", 4);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .contains("\"success\":2")
          .contains("too many new series at once: limits.new-series is 2 a second");
      now++;
      assertThat(put(server, "m", 4).body()).contains("\"success\":4");
      assertThat(metric(server, "tidemark_series_refused_total{limit=\"new-series\"}"))
          .isEqualTo(2);
    }
  }

  @Test
  void showsWhichNamesAreTheMostGrewTheMostAndWereRefused() throws Exception {
    try (InProcess server = start("storage.local.max-series", "6")) {
      lines(
          server,
          "a.b.c 1 %1$d\na.b.d 1 %1$d\na.x.e 1 %1$d\nm;h=1 1 %1$d\nm;h=2 1 %1$d\n".formatted(NOW));
      asks(
          server, "by=stored", "{\"by\":\"stored\",\"families\":[", "a.b.*", 2, "m", 2, "a.x.*", 1);
      asks(server, "depth=1", "{\"by\":\"stored\",\"families\":[", "a.*", 3, "m", 2);
      String since = "{\"by\":\"new\",\"since\":" + (NOW / 3600 * 3600 - 3600) + ",\"families\":[";
      asks(server, "by=new", since, "a.b.*", 2, "m", 2, "a.x.*", 1);
      now += 7200;
      asks(
          server,
          "by=new",
          since.replace("" + (NOW / 3600 * 3600 - 3600), "" + (NOW / 3600 * 3600 + 3600)));
      lines(server, "z.z.0 1 %1$d\nz.z.1 1 %1$d\nz.z.1 1 %1$d\n".formatted(NOW));
      assertThat(server.ask("http", "/api/tidemark/series?by=refused").body())
          .contains("{\"name\":\"z.z.*\",\"count\":2}");
      assertThat(server.ask("http", "/api/tidemark/series?by=size").statusCode()).isEqualTo(400);
      assertThat(server.ask("http", "/api/tidemark/series?depth=x").statusCode()).isEqualTo(400);

      assertThat(commandLine(server, "stored"))
          .isEqualTo("        2  a.b.*\n        2  m\n        1  a.x.*\n        1  z.z.*\n");
      assertThat(commandLine(server, "size")).contains("answers 400: by is stored, new or refused");
    }
  }

  private InProcess start(String... more) {
    return InProcess.start(data, clock, more);
  }

  /** Puts a point of each of some series; the answer has details. */
  private static HttpResponse<String> put(InProcess server, String metric, int count)
      throws IOException, InterruptedException {
    var body = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      body.append(i == 0 ? "" : ",")
          .append(
              "{\"metric\":\"%s%d\",\"timestamp\":%d,\"value\":1,\"tags\":{\"host\":\"a\"}}"
                  .formatted(metric, i, NOW));
    }
    return server.ask("opentsdb", "/api/put?details", body.append("]").toString());
  }

  private static String telnet(InProcess server, String text) throws IOException {
    return say(server.port("opentsdb tcp"), text);
  }

  private static void lines(InProcess server, String text) throws IOException {
    say(server.port("graphite-line tcp"), text);
  }

  private static String say(int port, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static double metric(InProcess server, String name)
      throws IOException, InterruptedException {
    return server
        .ask("http", "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Asks and expects names and counts, alternating. */
  private static void asks(InProcess server, String query, String head, Object... namesAndCounts)
      throws IOException, InterruptedException {
    var expected = new StringBuilder(head);
    for (int i = 0; i < namesAndCounts.length; i += 2) {
      expected
          .append(i == 0 ? "" : ",")
          .append(
              "{\"name\":\"%s\",\"count\":%s}".formatted(namesAndCounts[i], namesAndCounts[i + 1]));
    }
    assertThat(server.ask("http", "/api/tidemark/series?" + query).body())
        .isEqualTo(expected.append("]}").toString());
  }

  private static String commandLine(InProcess server, String by) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new Cli(out, out, Map.of(), "1", settings -> 0, words -> 0)
        .run("series", by, "--set", "listen.http=127.0.0.1:" + server.port("http tcp"));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
