package tidemark.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of the HTTP ports that send or take a byte now and then, or none: closed after the times
 * of {@code limits.http-idle} and {@code limits.http-pace}, and counted; and what thousands of them
 * cost.
 */
class SlowClientsTest {
  private static final String REQUEST = "GET /version HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final long IDLE_MILLIS = 2500;
  private static final long PACE_MILLIS = 1000;

  /** For a machine with better things to do. */
  private static final long LATE_MILLIS = 4000;

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
            "limits.http-idle=" + IDLE_MILLIS + "ms",
            "--set",
            "limits.http-pace=" + PACE_MILLIS + "ms");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoNeverSendsAByteIsIdle() throws Exception {
    for (String port : List.of("http", "opentsdb")) {
      closes(port, "", "", "idle", IDLE_MILLIS);
    }
  }

  @Test
  void whoSendsNoFurtherRequestIsIdle() throws Exception {
    closes("http", REQUEST, "", "idle", IDLE_MILLIS);
    String version = "GET /api/version HTTP/1.1\r\nHost: x\r\n\r\n";
    closes("opentsdb", version, "", "idle", IDLE_MILLIS);
  }

  @Test
  void aRequestLineThatTricklesIsSlow() throws Exception {
    closes("http", "G", "E", "slow", PACE_MILLIS);
    closes("opentsdb", "G", "E", "slow", PACE_MILLIS);
  }

  @Test
  void headersThatTrickleAreSlow() throws Exception {
    closes("http", "GET /version HTTP/1.1\r\nHost: x\r\nX: ", "y", "slow", PACE_MILLIS);
  }

  @Test
  void aBodyThatTricklesIsSlow() throws Exception {
    String length = "POST /api/put HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n[";
    closes("opentsdb", length, " ", "slow", PACE_MILLIS);
    String chunked = "POST /api/put HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    closes("opentsdb", chunked, "1\r\n[\r\n", "slow", PACE_MILLIS);
    String form = "POST /render HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
    closes("http", form, "a", "slow", PACE_MILLIS);
  }

  @Test
  void whoNeverReadsAnswersIsSlow() throws Exception {
    double before = counter("http", "slow");
    try (Socket socket = new Socket("127.0.0.1", server.port("http"))) {
      socket.setSoTimeout(10_000);
      String ask = "GET /functions HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
      // More answers than the sockets' buffers take.
      Thread sender =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int i = 0; i < 20; i++) {
                    socket.getOutputStream().write(ask.getBytes(ISO_8859_1));
                  }
                } catch (IOException e) {
                  // closed, as it should be
                }
              });
      long began = System.nanoTime();
      while (counter("http", "slow") == before && millisSince(began) < PACE_MILLIS + LATE_MILLIS) {
        Thread.sleep(50);
      }
      assertThat(counter("http", "slow")).isEqualTo(before + 1);
      sender.join();
    }
  }

  @Test
  void whoTakesATimeButMovesIsServed() throws Exception {
    String body = " ".repeat(200_000);
    try (Socket socket = new Socket("127.0.0.1", server.port("opentsdb"))) {
      String head =
          "POST /api/put HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      for (int sent = 0; sent < body.length(); sent += 20_000) { // 2 s, twice what a portion may
        Thread.sleep(200);
        socket.getOutputStream().write(body.substring(sent, sent + 20_000).getBytes(ISO_8859_1));
      }
      socket.setSoTimeout(10_000);
      assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
          .isEqualTo("HTTP/1.1 400"); // blanks are no JSON
    }
  }

  @Test
  void aTelnetConnectionMayBeSilent() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port("opentsdb"))) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("v".getBytes(ISO_8859_1));
      Thread.sleep(IDLE_MILLIS + 1500);
      socket.getOutputStream().write("ersion\n".getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().read()).isEqualTo('n');
    }
  }

  @Test
  void fiveThousandIdleConnectionsFitIntoASmallHeap() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/limits")), "reads /proc");
    int many = 5000;
    List<Socket> sockets = new ArrayList<>();
    try (ServerProcess patient =
        ServerProcess.serve(directory.resolve("many"), "--set", "storage.engine=memory")) {
      long before = residentKiB(patient);
      byte[] request = REQUEST.getBytes(ISO_8859_1);
      for (int i = 0; i < many; i++) {
        Socket socket = new Socket("127.0.0.1", patient.port("http"));
        sockets.add(socket);
        socket.getOutputStream().write(request);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      long each = (residentKiB(patient) - before) / many;
      System.out.printf(
          "# %d idle HTTP connections: %d KiB each, of a heap of 256 MiB%n", many, each);
      assertThat(metric(patient, "tidemark_connections{listener=\"http\"}"))
          .isGreaterThanOrEqualTo(many);
      assertThat(each).isLessThan(48);
      assertThat(patient.get("http", "/version").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /**
   * Sends a beginning, then a little every 100 ms, and expects to be closed when a time is over.
   *
   * @param cause as counted
   */
  private static void closes(
      String port, String beginning, String more, String cause, long afterMillis) throws Exception {
    double before = counter(port, cause);
    long began = System.nanoTime();
    try (Socket socket = new Socket("127.0.0.1", server.port(port))) {
      socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
      socket.setSoTimeout(100);
      while (!isOver(socket, more)) {
        assertThat(millisSince(began)).as(beginning).isLessThan(afterMillis + LATE_MILLIS);
      }
    }
    assertThat(millisSince(began)).as(beginning).isGreaterThanOrEqualTo(afterMillis);
    assertThat(counter(port, cause)).as(beginning).isEqualTo(before + 1);
  }

  /** Takes what comes, sends a little when nothing does; true when the connection is closed. */
  private static boolean isOver(Socket socket, String more) {
    try {
      InputStream in = socket.getInputStream();
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      try {
        socket.getOutputStream().write(more.getBytes(ISO_8859_1));
        return false;
      } catch (IOException closed) {
        return true;
      }
    } catch (IOException reset) {
      return true;
    }
  }

  private static double counter(String port, String cause) throws Exception {
    String series = "tidemark_http_closed_total{listener=\"%s\",cause=\"%s\"}";
    return metric(server, series.formatted(port, cause));
  }

  private static double metric(ServerProcess of, String series) throws Exception {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(series) + " (\\S+)", Pattern.MULTILINE)
            .matcher(of.get("http", "/metrics").body());
    assertThat(line.find()).as(series).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static long residentKiB(ServerProcess of) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + of.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
