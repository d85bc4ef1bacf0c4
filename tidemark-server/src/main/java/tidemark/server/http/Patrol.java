package tidemark.server.http;

import io.helidon.webserver.ConnectionContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;

/**
 * Looks after the HTTP connections of one port, on a thread of its own, and closes those that have
 * been idle or slow for too long ({@link Pace}), each counted.
 */
final class Patrol implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);

  private static final long LEAST_ROUND_MILLIS = 20;
  private static final long MOST_ROUND_MILLIS = 5000;

  private final HttpLimits limits;
  private final Map<ConnectionContext, Pace> open = new ConcurrentHashMap<>();
  private final Counter opened;
  private final Counter idle;
  private final Counter slow;
  private final Thread thread;

  Patrol(String listener, HttpLimits limits, Meters meters) {
    this.limits = limits;
    opened =
        meters.counter(
            "tidemark_connections_opened_total", "Connections accepted", "listener", listener);
    idle = closed(meters, listener, "idle");
    slow = closed(meters, listener, "slow");
    meters.gauge("tidemark_connections", "Connections open now", open::size, "listener", listener);
    thread = Thread.ofPlatform().daemon().name(listener + "-patrol").start(this::walk);
  }

  private static Counter closed(Meters meters, String listener, String cause) {
    return meters.counter(
        "tidemark_http_closed_total",
        "HTTP connections closed because nothing came, or too slowly",
        "listener",
        listener,
        "cause",
        cause);
  }

  /** Looks after a connection until {@link #leaves}. */
  Pace enters(ConnectionContext connection) {
    Pace pace = new Pace();
    opened.increment();
    open.put(connection, pace);
    return pace;
  }

  void leaves(ConnectionContext connection) {
    open.remove(connection);
  }

  private void walk() {
    long shortest = Math.min(limits.idle().toMillis(), limits.pace().toMillis());
    long pause = Math.clamp(shortest / 4, LEAST_ROUND_MILLIS, MOST_ROUND_MILLIS);
    try {
      while (true) {
        Thread.sleep(pause);
        long now = System.nanoTime();
        open.forEach((connection, pace) -> look(connection, pace, now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing
    }
  }

  private void look(ConnectionContext connection, Pace pace, long now) {
    Pace.Verdict verdict = pace.verdict(now, limits.idle().toNanos(), limits.pace().toNanos());
    if (verdict != Pace.Verdict.FINE && open.remove(connection) != null) {
      (verdict == Pace.Verdict.IDLE ? idle : slow).increment();
      LOG.debug("closing the connection of {}: {}", connection.remotePeer().host(), pace);
      connection.serverSocket().close(); // wakes the connection's thread, which ends
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
