package tidemark.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The only selector of an HTTP port: to a single one Helidon hands a connection before its first
 * byte. So those who never send one are under {@link Patrol} too, and while it is not clear who
 * speaks. Then the connection goes to HTTP or to whoever else speaks on the port, who sets times of
 * his own.
 */
final class FrontDoor implements ServerConnectionSelector {
  private final List<ServerConnectionSelector> others;
  private final ServerConnectionSelector http;
  private final Patrol patrol;

  /**
   * A door.
   *
   * @param others asked before HTTP about a connection's first bytes
   */
  FrontDoor(List<ServerConnectionSelector> others, ServerConnectionSelector http, Patrol patrol) {
    this.others = others;
    this.http = http;
    this.patrol = patrol;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData first) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return Set.of();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Visit(context);
  }

  /** One connection, first without and then with somebody who serves it. */
  private final class Visit implements ServerConnection, InterruptableTask<Void> {
    private final ConnectionContext raw;
    private volatile @Nullable ServerConnection served;

    Visit(ConnectionContext raw) {
      this.raw = raw;
    }

    @Override
    public void handle(Limit requests) throws InterruptedException {
      Pace pace = patrol.enters(raw);
      try {
        ServerConnection chosen = choose(new PacedContext(raw, pace), pace);
        served = chosen;
        chosen.handle(requests);
      } catch (DataReader.InsufficientDataAvailableException e) {
        throw new CloseConnectionException("the peer left before it said what it speaks", e);
      } finally {
        patrol.leaves(raw);
      }
    }

    private ServerConnection choose(ConnectionContext context, Pace pace) {
      DataReader reader = context.dataReader();
      List<ServerConnectionSelector> left = new ArrayList<>(others);
      reader.ensureAvailable();
      while (true) {
        for (ServerConnectionSelector selector : List.copyOf(left)) {
          Support support = selector.supports(reader.getBuffer(reader.available()));
          if (support == Support.SUPPORTED) {
            pace.release();
            return selector.connection(context);
          }
          if (support == Support.UNSUPPORTED) {
            left.remove(selector);
          }
        }
        if (left.isEmpty()) {
          return http.connection(context);
        }
        reader.pullData();
      }
    }

    @Override
    public boolean canInterrupt() {
      ServerConnection now = served;
      return now == null || (now instanceof InterruptableTask<?> task && task.canInterrupt());
    }

    /** The patrol sees to that. */
    @Override
    public Duration idleTime() {
      return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
      ServerConnection now = served;
      if (now == null) {
        raw.serverSocket().close();
      } else {
        now.close(interrupt);
      }
    }
  }
}
