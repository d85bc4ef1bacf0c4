package tidemark.ingest.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Protocol;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.model.Sink;

/**
 * Feeds a {@link Protocol.Datagram} from a UDP port, on one thread. Datagrams that are waiting
 * together end in one batch. What the kernel drops because we are too slow is counted where it says
 * so ({@link KernelDrops}).
 */
public final class DatagramServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramServer.class);
  private static final int RECEIVE_BUFFER = 4 << 20;
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final long CLOSE_MILLIS = 2000;

  private final String name;
  private final Protocol.Datagram protocol;
  private final Sink sink;
  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress address;
  private final Counter received;
  private final Thread thread;
  private volatile boolean stopping;

  private DatagramServer(
      String name,
      Protocol.Datagram protocol,
      DatagramChannel channel,
      Selector selector,
      Sink sink,
      Meters meters)
      throws IOException {
    this.name = name;
    this.protocol = protocol;
    this.sink = sink;
    this.channel = channel;
    this.selector = selector;
    this.address = (InetSocketAddress) channel.getLocalAddress();
    this.received =
        meters.counter("tidemark_datagrams_total", "Datagrams received", "listener", name);
    meters.gauge(
        "tidemark_datagrams_dropped_by_kernel",
        "Datagrams the kernel dropped at this port since it was opened",
        new KernelDrops(address.getPort())::read,
        "listener",
        name);
    this.thread = Thread.ofPlatform().name(name).unstarted(this::receive);
  }

  /**
   * Listens.
   *
   * @param name in meters and thread names
   * @throws IOException if the address cannot be bound
   */
  public static DatagramServer open(
      String name, InetSocketAddress address, Protocol.Datagram protocol, Sink sink, Meters meters)
      throws IOException {
    var channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(address);
      channel.configureBlocking(false);
      var selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      var server = new DatagramServer(name, protocol, channel, selector, sink, meters);
      server.thread.start();
      return server;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Where it listens; the port is the real one. */
  public InetSocketAddress address() {
    return address;
  }

  private void receive() {
    var buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    while (true) {
      boolean last = stopping;
      try {
        takeWaiting(buffer);
        if (last) {
          return;
        }
        selector.select(key -> {});
      } catch (ClosedChannelException e) {
        LOG.debug("{} closed", name, e);
        return;
      } catch (IOException | RuntimeException e) {
        LOG.error("{} failed to take a datagram", name, e);
      }
    }
  }

  /** Takes all that is waiting and hands it on. */
  private void takeWaiting(ByteBuffer buffer) throws IOException {
    try {
      while (channel.receive(buffer.clear()) != null) {
        received.increment();
        protocol.receive(buffer.flip(), sink);
      }
    } finally {
      protocol.rest(sink);
    }
  }

  @Override
  public void close() {
    stopping = true;
    selector.wakeup();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      selector.close();
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing {}", name, e);
    }
  }
}
