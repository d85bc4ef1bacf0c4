package tidemark.ingest.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tidemark.ingest.Door;
import tidemark.ingest.Protocol;
import tidemark.ingest.graphite.GraphiteLines;
import tidemark.ingest.opentsdb.Telnet;
import tidemark.model.Batch;
import tidemark.model.Sink;
import tidemark.storage.StorageException;

/**
 * A sender that is faster than the storage waits: the door reads no further while the sink has a
 * batch, so what it holds is one buffer and one batch, and the kernel stops the sender.
 */
class BackPressureTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int SMALL_BUFFERS = 64 << 10;

  /** What a sender must not get rid of while nothing is taken; buffers of the kernel included. */
  private static final int FAR_TOO_MUCH = 32 << 20;

  private final Door door = new Door();

  @Test
  void aSenderOfPlaintextWaitsForTheStorage() throws Exception {
    waits(new GraphiteLines(door.context()), "a.b 1 1704067200\n");
  }

  @Test
  void aSenderOfTelnetPutsWaitsForTheStorage() throws Exception {
    waits(new Telnet(door.context()), "put a.b 1704067200 %d host=a\n");
  }

  @Test
  void anOverloadedStorageIsAskedAgainAndNothingIsLost() throws Exception {
    var refusals = new AtomicInteger(3);
    Sink overloaded =
        batch -> {
          if (refusals.getAndDecrement() > 0) {
            throw new StorageException(StorageException.Reason.OVERLOADED, "the head is full");
          }
          door.accept(batch);
        };
    try (var server = open(new GraphiteLines(door.context()), overloaded);
        var sender = SocketChannel.open(address(server))) {
      sender.write(bytes("a 1 1704067200\nb 2 1704067200\n"));
      sender.shutdownOutput();
      assertThat(sender.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    assertThat(door.points).containsExactly("a 1704067200000 1.0", "b 1704067200000 2.0");
    assertThat(door.count("tidemark_ingest_dropped_points_total", "graphite-line")).isZero();
  }

  private void waits(Protocol.Stream protocol, String line) throws Exception {
    var stuck = new StuckSink();
    try (var server = open(protocol, stuck);
        var sender = SocketChannel.open()) {
      sender.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFERS);
      sender.connect(address(server));
      sender.configureBlocking(false);
      Stopped stopped = sendUntilStopped(sender, line);
      assertThat(stuck.largest).as("points of one batch").isLessThan(100_000);
      stuck.go.countDown();
      sender.configureBlocking(true);
      while (stopped.rest().hasRemaining()) {
        sender.write(stopped.rest());
      }
      sender.shutdownOutput();
      assertThat(sender.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(door.points).hasSize(stopped.lines() + 1);
    }
  }

  /** Sends lines until the socket takes nothing for half a second. */
  private static Stopped sendUntilStopped(SocketChannel sender, String line) throws Exception {
    int lines = 0;
    long sent = 0;
    int idle = 0;
    ByteBuffer next = bytes(line.formatted(lines));
    while (idle < 50) {
      int n = sender.write(next);
      sent += n;
      idle = n == 0 ? idle + 1 : 0;
      assertThat(sent).as("bytes taken while the storage takes nothing").isLessThan(FAR_TOO_MUCH);
      if (!next.hasRemaining()) {
        next = bytes(line.formatted(++lines));
      } else if (n == 0) {
        Thread.sleep(10);
      }
    }
    return new Stopped(lines, next);
  }

  /** How many lines went out whole, and what is left of the one after them. */
  private record Stopped(int lines, ByteBuffer rest) {}

  private LineServer open(Protocol.Stream protocol, Sink sink) throws IOException {
    return LineServer.open("lines", ANY, protocol, sink, door.meters);
  }

  private static SocketAddress address(LineServer server) {
    return new InetSocketAddress(server.address().getAddress(), server.address().getPort());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes nothing until it is told to go. */
  private final class StuckSink implements Sink {
    final CountDownLatch go = new CountDownLatch(1);
    volatile int largest;

    @Override
    public void accept(Batch batch) {
      largest = Math.max(largest, batch.size());
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      door.accept(batch);
    }
  }
}
