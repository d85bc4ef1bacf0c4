package tidemark.ingest.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Protocol;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.model.Sink;

/**
 * Serves a {@link Protocol.Stream} on a TCP port: one platform thread for each connection, because
 * writing to the log and page faults would hold a virtual thread's carrier (house decision 1.1).
 *
 * <p>When the peer ends its sending, everything it sent has been handed to the sink before we
 * close: our close says that it was accepted. Where points were lost the connection is reset
 * instead. There is no idle timeout; TCP keepalive finds dead peers.
 *
 * <p>{@link #close} takes no more connections, reads for a moment what peers have already sent, and
 * closes. It is called from one thread.
 */
public final class LineServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineServer.class);
  private static final int BACKLOG = 1024;
  private static final long CLOSE_MILLIS = 3000;

  private final String name;
  private final Protocol.Stream protocol;
  private final Sink sink;
  private final ServerSocket listener;
  private final Thread acceptor;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();
  private final Counter opened;
  private final Counter failed;
  private volatile boolean stopping;

  private LineServer(
      String name, Protocol.Stream protocol, ServerSocket listener, Sink sink, Meters meters) {
    this.name = name;
    this.protocol = protocol;
    this.sink = sink;
    this.listener = listener;
    this.opened =
        meters.counter(
            "tidemark_connections_opened_total", "Connections accepted", "listener", name);
    this.failed =
        meters.counter(
            "tidemark_connections_failed_total",
            "Connections that broke or were reset by us",
            "listener",
            name);
    meters.gauge("tidemark_connections", "Connections open now", open::size, "listener", name);
    this.acceptor = Thread.ofPlatform().name(name + "-accept").unstarted(this::accept);
  }

  /**
   * Listens.
   *
   * @param name in meters and thread names
   * @throws IOException if the address cannot be bound
   */
  public static LineServer open(
      String name, InetSocketAddress address, Protocol.Stream protocol, Sink sink, Meters meters)
      throws IOException {
    var listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(address, BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    var server = new LineServer(name, protocol, listener, sink, meters);
    server.acceptor.start();
    return server;
  }

  /** Where it listens; the port is the real one. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    while (!stopping) {
      try {
        serve(listener.accept());
      } catch (IOException | OutOfMemoryError e) {
        if (stopping) {
          return;
        }
        // Out of file descriptors or threads: those who are connected go on, others wait a little.
        LOG.warn("{} cannot take a connection: {}", name, e.toString());
        pause();
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    var connection = new Connection(socket, () -> stopping);
    opened.increment();
    open.add(connection);
    try {
      Thread.ofPlatform()
          .name(name + "-" + numbers.incrementAndGet())
          .start(() -> converse(connection));
    } catch (OutOfMemoryError e) {
      open.remove(connection);
      connection.reset();
      throw e;
    }
  }

  private void converse(Connection connection) {
    try {
      connection.prepare();
      protocol.serve(connection.input(), connection.output(), sink);
      connection.close();
    } catch (IOException e) {
      failed.increment();
      LOG.debug("{} from {} broke", name, connection.peer(), e);
      connection.reset();
    } catch (RuntimeException e) {
      failed.increment();
      LOG.error("{} from {} failed", name, connection.peer(), e);
      connection.reset();
    } finally {
      open.remove(connection);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      listener.close();
    } catch (IOException e) {
      LOG.debug("closing the listener of {}", name, e);
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    try {
      acceptor.join(CLOSE_MILLIS);
      while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(Connection::reset);
  }
}
