package tidemark.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for the end of the connection sees it after the answer, which is whole. */
class LastRequestsTest {
  private static final int LARGE = 1 << 20;

  /** Far less than the idle timeout of the port, which is minutes. */
  private static final int PATIENCE_MILLIS = 30_000;

  private HttpListener server;

  @BeforeEach
  void start() throws IOException {
    server =
        TestPort.open(
            HttpRouting.builder()
                .any("/small", (request, response) -> response.send("small"))
                .any("/large", LastRequestsTest::large)
                .any(
                    "/refused",
                    (request, response) -> response.status(Status.BAD_REQUEST_400).send("no")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void large(ServerRequest request, ServerResponse response) {
    try (OutputStream out = response.outputStream()) {
      for (int i = 0; i < LARGE; i += 1024) {
        out.write(new byte[1024]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}, {2}")
  @CsvSource({
    "GET, /small, close, 200",
    "GET, /large, close, 200",
    "GET, /large, 'Close, TE', 200",
    "HEAD, /large, close, 200",
    "POST, /small, close, 200",
    "GET, /refused, close, 400",
    "GET, /nowhere, close, 404",
  })
  void theConnectionEndsAfterTheAnswer(String method, String path, String option, String status)
      throws IOException {
    try (Socket socket = asked(method, path, "Connection: " + option + "\r\n")) {
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      if (path.equals("/large") && method.equals("GET")) {
        assertThat(answer).endsWith("\r\n0\r\n\r\n").hasSizeGreaterThan(LARGE);
      }
    }
  }

  @Test
  void otherwiseAnotherRequestIsAnsweredOnIt() throws IOException {
    try (Socket socket = asked("GET", "/small", "")) {
      byte[] first = socket.getInputStream().readNBytes(50);
      socket.getOutputStream().write("GET /small HTTP/1.1\r\nHost: x\r\n".getBytes(ISO_8859_1));
      socket.getOutputStream().write("Connection: close\r\n\r\n".getBytes(ISO_8859_1));
      String rest = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(new String(first, ISO_8859_1) + rest)
          .containsPattern("(?s)HTTP/1.1 200 .*small.*HTTP/1.1 200 .*small");
    }
  }

  private Socket asked(String method, String path, String headers) throws IOException {
    var socket = new Socket("127.0.0.1", server.address().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    String request = method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return socket;
  }
}
