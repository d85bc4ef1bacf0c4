package tidemark.ingest.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidemark.ingest.Door;
import tidemark.ingest.graphite.GraphiteLines;

class LineServerTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @Test
  void closesAfterAHalfCloseOnceEverythingIsAccepted() throws IOException {
    var door = new Door();
    try (var server =
            LineServer.open(
                "graphite-line", ANY, new GraphiteLines(door.context()), door, door.meters);
        var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      var lines = new StringBuilder();
      IntStream.range(0, 10_000)
          .forEach(i -> lines.append("a.b").append(i).append(" 1 1704067200\n"));
      socket.getOutputStream().write(lines.toString().getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(door.points).hasSize(10_000);
    }
  }

  @Test
  void takesWhatWasSentBeforeItStops() throws IOException {
    var door = new Door();
    var server =
        LineServer.open("graphite-line", ANY, new GraphiteLines(door.context()), door, door.meters);
    try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      send(socket, "a 1 1704067200\n");
      while (door.count("tidemark_ingest_points_total", "graphite-line") < 1) {
        Thread.onSpinWait();
      }
      send(socket, "b 2 1704067200\n");
      long start = System.nanoTime();
      server.close();
      assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
      assertThat(door.points).hasSize(2);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
