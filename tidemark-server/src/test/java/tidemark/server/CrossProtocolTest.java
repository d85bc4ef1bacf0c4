package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job over real sockets: what one protocol wrote, the other language reads, at once and
 * after a kill -9 (docs/data-model.md, rules 2 and 4).
 */
class CrossProtocolTest {
  @TempDir static Path directory;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.serve(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void pathFromGraphiteIsReadByBothLanguages() throws Exception {
    long now = now();
    plaintext("DW.vm.12345.cpu_util 30 " + now + "\n");

    assertThat(render("DW.vm.*.cpu_util")).contains("\"DW.vm.12345.cpu_util\"", "[30.0, ");
    assertThat(query("sum:DW.vm.12345.cpu_util")).contains("\"tags\":{}", "\"" + now + "\":30");
  }

  @Test
  void taggedSeriesIsTheSameFromBothDoors() throws Exception {
    long now = now();
    telnet("put cross.load " + (now - 10) + " 4.5 host=a dc=x\n");
    plaintext("cross.load;host=a;dc=x 2.5 " + now + "\n");

    assertThat(query("sum:cross.load{host=*}"))
        .contains("\"" + (now - 10) + "\":4.5", "\"" + now + "\":2.5")
        .containsOnlyOnce("\"metric\"");
    assertThat(render("seriesByTag('name=cross.load','host=a')"))
        .contains("\"cross.load;dc=x;host=a\"");
    assertThat(render("cross.load")).as("a path pattern sees no tagged series").isEqualTo("[]");
  }

  @Test
  void integersComeBackDigitForDigit() throws Exception {
    telnet("put exact.count " + now() + " 9007199254740993 host=a\n");

    assertThat(query("sum:exact.count{host=a}")).contains(":9007199254740993}");
  }

  @Test
  void acceptedPointsOutliveTheirProcess() throws Exception {
    long now = now();
    plaintext("outlives.kill 7 " + now + "\n");
    server.kill();
    server = ServerProcess.serve(directory.resolve("data"));

    assertThat(render("outlives.kill")).contains("[7.0, ");
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  /** Half-closes and waits for the server's close: then the lines are accepted. */
  private static void plaintext(String lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port("graphite-line"))) {
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  private static void telnet(String lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port("opentsdb"))) {
      socket.getOutputStream().write((lines + "version\n").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("net.opentsdb.tools")
          .doesNotContain("put:");
    }
  }

  private static String render(String target) throws IOException, InterruptedException {
    return server
        .get("http", "/render?from=-5min&format=json&target=" + escaped(target))
        .body()
        .strip();
  }

  private static String query(String m) throws IOException, InterruptedException {
    return server.get("opentsdb", "/api/query?start=5m-ago&m=" + escaped(m)).body();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
