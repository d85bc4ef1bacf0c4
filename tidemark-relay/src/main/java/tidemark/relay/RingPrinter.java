package tidemark.relay;

import java.util.List;
import java.util.Locale;
import tidemark.relay.hash.HashRing;
import tidemark.relay.hash.JumpHash;
import tidemark.relay.hash.KeyHash;
import tidemark.relay.language.Cluster;
import tidemark.relay.language.Printer;
import tidemark.relay.language.Rule;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.language.StatisticsSpec;
import tidemark.relay.route.Choice;

/** What {@code -t -d} adds to a printed configuration: the points of hash rings, three a line. */
final class RingPrinter implements Printer.Debug {
  private static final int COLUMNS = 3;

  @Override
  public String ring(Cluster cluster) {
    StringBuilder out = new StringBuilder("# hash ring for ");
    out.append(cluster.name()).append(" follows\n");
    KeyHash hash = Choice.hash(cluster);
    List<ServerSpec> servers = cluster.servers();
    int points = hash instanceof HashRing ring ? ring.points() : servers.size();
    for (int i = 0; i < points; i++) {
      int position =
          switch (hash) {
            case HashRing ring -> ring.positionOf(i);
            case JumpHash jump -> jump.memberIn(i);
          };
      int owner = hash instanceof HashRing ring ? ring.ownerOf(i) : position;
      out.append(String.format(Locale.ROOT, "%5d@%-20s", position, shown(servers.get(owner))));
      out.append(i % COLUMNS == COLUMNS - 1 ? '\n' : ' ');
    }
    return out.append(points % COLUMNS == 0 ? "" : "\n").toString();
  }

  private static String shown(ServerSpec server) {
    String instance = server.instance();
    return server.host() + ":" + server.port() + (instance == null ? "" : "=" + instance);
  }

  @Override
  public String stub(Rule.Aggregate aggregate) {
    return String.format("_aggregator_stub_0x%x__", System.identityHashCode(aggregate));
  }

  @Override
  public String stub(StatisticsSpec statistics) {
    return String.format("_collector_stub_0x%x__", System.identityHashCode(statistics));
  }
}
