package tidemark.relay.route;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The members of a cluster of which a line goes to one. Thread-safe. */
public sealed interface Group {
  /** The server that gets a line now. */
  int pick(int preferred);

  /** The members, in file order. */
  int[] servers();

  /**
   * {@code any_of}: the member that the name's hash says; while that one is down, another that is
   * up, from a random start; if all are down that one nevertheless, where the line waits.
   */
  @SuppressWarnings("ArrayRecordComponent") // private to the relay, never written
  record AnyOf(int[] servers, Health health) implements Group {
    @Override
    public int pick(int preferred) {
      int server = servers[preferred];
      if (!health.failed(server)) {
        return server;
      }
      Random random = ThreadLocalRandom.current();
      int start = random.nextInt(servers.length);
      for (int i = 0; i < servers.length; i++) {
        int other = servers[(start + i) % servers.length];
        if (!health.failed(other)) {
          return other;
        }
      }
      return server;
    }
  }

  /** {@code failover}: the first that is not failing; if all are, the first. */
  @SuppressWarnings("ArrayRecordComponent") // as above
  record Failover(int[] servers, Health health) implements Group {
    @Override
    public int pick(int preferred) {
      for (int server : servers) {
        if (!health.failing(server)) {
          return server;
        }
      }
      return servers[0];
    }
  }
}
