package tidemark.relay.send;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import tidemark.relay.language.Cluster;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.log.RelayLog;
import tidemark.relay.route.Health;

/**
 * The servers of a configuration under small numbers. A reload makes another set of them, which
 * takes over those that stay, with what waits in their queues. Immutable once made.
 */
public final class Servers implements Health {
  private static final long REPLACED_MILLIS = 2000;

  private final List<Server> servers = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * The servers of a configuration; new ones are started.
   *
   * @param before those of the configuration before, of which the same are kept
   * @param newIds names for queues that are made anew
   * @throws IOException if a spool cannot be opened
   */
  public Servers(
      Configuration configuration,
      Collection<Server> before,
      SendOptions options,
      LongSupplier newIds,
      RelayLog log)
      throws IOException {
    Map<String, Server> known = new LinkedHashMap<>();
    before.forEach(server -> known.put(server.spec().identity(), server));
    List<Server> fresh = new ArrayList<>();
    for (Cluster cluster : configuration.clusters()) {
      for (ServerSpec spec : cluster.servers()) {
        if (numbers.putIfAbsent(spec.identity(), servers.size()) == null) {
          Server kept = known.get(spec.identity());
          if (kept == null || !kept.spec().equals(spec)) {
            if (kept != null) {
              // It is reached in another way now, and its spool must be free for its successor.
              end(List.of(kept), REPLACED_MILLIS);
            }
            kept = new Server(spec, options, newIds.getAsLong(), log);
            fresh.add(kept);
          }
          servers.add(kept);
        }
      }
    }
    configuration.clusters().forEach(this::introduce);
    fresh.forEach(Server::start);
  }

  /** Tells the members of a cluster who helps them. */
  private void introduce(Cluster cluster) {
    List<Server> members =
        cluster.servers().stream().map(spec -> servers.get(number(spec))).toList();
    boolean anyOf = cluster.type() == Cluster.Type.ANY_OF;
    if (anyOf || cluster.type() == Cluster.Type.FAILOVER || cluster.dynamic()) {
      members.forEach(member -> {
        List<Server> others = members.stream().filter(each -> each != member).toList();
        member.helpers(others, anyOf || cluster.dynamic());
      });
    }
  }

  /** A server's number. */
  public int number(ServerSpec spec) {
    Integer number = numbers.get(spec.identity());
    if (number == null) {
      throw new IllegalArgumentException("no server " + spec.identity());
    }
    return number;
  }

  /** The number of the process around the relay, -1 if nothing is sent there. */
  public int local() {
    Integer number = numbers.get(Cluster.LOCAL.servers().getFirst().identity());
    return number == null ? -1 : number;
  }

  /** The server of a number. */
  public Server get(int number) {
    return servers.get(number);
  }

  /** All, in the order of their numbers. */
  public List<Server> all() {
    return List.copyOf(servers);
  }

  @Override
  public boolean failing(int server) {
    return servers.get(server).isFailing();
  }

  @Override
  public boolean failed(int server) {
    return servers.get(server).isFailed();
  }

  /** Ends those that are not kept, after they have sent what they can within this time. */
  public static void end(Collection<Server> ending, long millis) {
    ending.forEach(Server::stop);
    long deadline = System.nanoTime() + millis * 1_000_000;
    try {
      for (Server server : ending) {
        server.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
