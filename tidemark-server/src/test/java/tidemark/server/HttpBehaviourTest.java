package tidemark.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the HTTP ports do with what clients send, byte by byte. */
class HttpBehaviourTest {
  private static final String PUT =
      "{\"metric\":\"http.x\",\"timestamp\":1700000000,\"value\":1,\"tags\":{\"a\":\"b\"}}";
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n";

  @TempDir static Path directory;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server =
        ServerProcess.serve(
            directory.resolve("data"),
            "--set",
            "storage.engine=memory",
            "--set",
            "limits.max-body=64KiB");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void waysToSendABody() throws Exception {
    String length = "Content-Length: " + PUT.length();
    puts("Expect: 100-continue\r\n" + length, PUT, "HTTP/1.1 100 Continue\r\n\r\n" + NO_CONTENT);
    puts(length, PUT, NO_CONTENT);
    puts(
        "Transfer-Encoding: chunked",
        Integer.toHexString(PUT.length()) + "\r\n" + PUT + "\r\n0\r\n\r\n",
        NO_CONTENT);
    String zipped = gzip(PUT);
    puts("Content-Encoding: gzip\r\nContent-Length: " + zipped.length(), zipped, NO_CONTENT);
    String bomb = gzip(" ".repeat(1 << 20));
    puts(
        "Content-Encoding: gzip\r\nContent-Length: " + bomb.length(),
        bomb,
        "HTTP/1.1 413 Request Entity Too Large\r\n");
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWithTheKeyThatSaysHowLongItMayBe() throws Exception {
    String answer =
        say("opentsdb", "POST /api/put HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Connection: close", "limits.max-body");
  }

  @Test
  void answersAreCompressedForThoseWhoAsk() throws Exception {
    assertThat(get("/functions", "Accept-Encoding: gzip\r\n"))
        .contains("Content-Encoding: gzip\r\n")
        .contains("\r\n\r\n\u001f\u008b");
    assertThat(get("/functions", "")).doesNotContain("Content-Encoding");
  }

  @Test
  void requestsFollowEachOtherOnAConnectionAndNeedNotWait() throws Exception {
    String one = "GET /version HTTP/1.1\r\nHost: x\r\n\r\n";
    assertThat(say("http", one + one + one).split("HTTP/1.1 200 OK", -1)).hasSize(4);
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    for (String path : new String[] {"/version", "/health", "/metrics", "/"}) {
      String answer = say("http", "HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(answer).as(path).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
    }
    assertThat(say("http", "HEAD /nothing HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ");
  }

  @Test
  void anOlderHttpIsToldWhichOneIsSpoken() throws Exception {
    assertThat(say("http", "GET /version HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 505 ")
        .endsWith("This port speaks HTTP/1.1, with lines that end in CR LF.\n");
  }

  @Test
  void requestsThatAreNoneAreRefused() throws Exception {
    assertThat(say("http", "GET\r\n\r\n")).startsWith("This is Tidemark's HTTP port. ");
    assertThat(say("http", "GET /version HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(get("/version", "no colon\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(get("/version", "X: " + "y".repeat(70_000) + "\r\n")).startsWith("HTTP/1.1 4");
    assertThat(get("/nothing", "")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void longTargetsAreTaken() throws Exception {
    assertThat(get("/render?format=json&target=" + "y".repeat(100_000), ""))
        .startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void oneWhoHasClosedItsSendingHalfGetsItsAnswer() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port("http"))) {
      socket
          .getOutputStream()
          .write("GET /version HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
      socket.shutdownOutput();
      socket.setSoTimeout(5000);
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void telnetAndHttpShareAPort() throws Exception {
    try (Socket telnet = new Socket("127.0.0.1", server.port("opentsdb"))) {
      telnet.setSoTimeout(5000);
      telnet.getOutputStream().write("ver".getBytes(ISO_8859_1));
      puts("Content-Length: " + PUT.length(), PUT, NO_CONTENT);
      telnet.getOutputStream().write("sion\n".getBytes(ISO_8859_1));
      byte[] answer = telnet.getInputStream().readNBytes(18);
      assertThat(new String(answer, ISO_8859_1)).isEqualTo("net.opentsdb.tools");
    }
  }

  private static void puts(String headers, String body, String answer) throws IOException {
    assertThat(
            say("opentsdb", "POST /api/put HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n" + body))
        .as(headers)
        .startsWith(answer);
  }

  private static String get(String path, String headers) throws IOException {
    return say("http", "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
  }

  /** All that is answered until nothing comes any more. */
  private static String say(String listener, String text) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket("127.0.0.1", server.port(listener))) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        answer.write(b);
        socket.setSoTimeout(600);
      }
    } catch (SocketTimeoutException e) {
      // it is kept open
    }
    return answer.toString(ISO_8859_1);
  }

  private static String gzip(String text) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text.getBytes(ISO_8859_1));
    }
    return zipped.toString(ISO_8859_1);
  }
}
