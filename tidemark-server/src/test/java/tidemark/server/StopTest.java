package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM while clients of all protocols are connected and some are sending: it takes less than 5
 * s, the idle see a clean close, and everything that was accepted is there afterwards, out of
 * blocks: a stop seals.
 */
class StopTest {
  private static final List<String> PORTS =
      List.of("graphite-line", "graphite-pickle", "opentsdb", "http");

  @TempDir Path directory;

  @Test
  void aStopAmongBusyClientsIsShortAndLosesNothing() throws Exception {
    Path data = directory.resolve("data");
    CrashWriters writers;
    try (ServerProcess server = ServerProcess.serve(data)) {
      List<Socket> idle = new ArrayList<>();
      for (String port : PORTS) {
        idle.add(new Socket("127.0.0.1", server.port(port)));
      }
      idle.add(said(server, "opentsdb", "version\n"));
      idle.add(said(server, "http", "GET /version HTTP/1.1\r\nHost: x\r\n\r\n"));
      idle.add(said(server, "graphite-line", "stop.idle 1 1700000000\n"));

      writers = new CrashWriters(server, "stop");
      assertThat(writers.awaitFirstAnswers()).isTrue();
      Thread.sleep(500);
      ServerProcess.Ended ended = server.stop();
      writers.awaitEnd();

      assertThat(ended.status()).isZero();
      assertThat(ended.millis()).isLessThan(5000);
      System.out.printf(
          "# stop among clients: %d ms, %d points accepted before%n",
          ended.millis(), writers.accepted());
      for (Socket socket : idle) {
        closesCleanly(socket);
      }
    }
    try (ServerProcess server = ServerProcess.serve(data)) {
      CrashJournal.Compared compared = CrashJournal.compare(server, writers);
      assertThat(compared.points()).isEqualTo(writers.accepted()).isPositive();
      assertThat(server.stderr()).contains(" 0 points replayed from the log");
      assertThat(
              server
                  .get(
                      "http",
                      "/render?target=stop.idle&from=1699999900&until=1700000100&format=json")
                  .body())
          .contains("[1.0,");
    }
  }

  private static Socket said(ServerProcess server, String port, String text) throws Exception {
    Socket socket = new Socket("127.0.0.1", server.port(port));
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** What was answered, then the end; a reset would be an exception. */
  private static void closesCleanly(Socket socket) throws Exception {
    try (socket) {
      socket.setSoTimeout(5000);
      socket.getInputStream().readAllBytes();
    }
  }
}
