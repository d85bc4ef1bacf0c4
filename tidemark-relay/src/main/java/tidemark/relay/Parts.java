package tidemark.relay;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import tidemark.relay.aggregate.AggregatorCounts;
import tidemark.relay.aggregate.Aggregators;
import tidemark.relay.intake.Plan;
import tidemark.relay.language.Configuration;
import tidemark.relay.log.RelayLog;
import tidemark.relay.route.RouteTable;
import tidemark.relay.route.Router;
import tidemark.relay.send.Server;
import tidemark.relay.send.Servers;

/** What of a relay depends on its configuration. */
record Parts(Aggregators aggregators, Plan plan) {
  /**
   * Makes them; servers that are new are started.
   *
   * @param before the servers of the configuration before
   * @param counts of all aggregators, over all configurations
   * @throws IOException if a spool cannot be opened
   */
  static Parts of(
      Configuration wanted,
      List<Server> before,
      RelaySettings settings,
      AggregatorCounts counts,
      Random random,
      RelayLog log)
      throws IOException {
    Aggregators aggregators = new Aggregators(settings.dialect(), counts);
    Servers servers = new Servers(wanted, before, settings.sending(), random::nextLong, log);
    Router router = new Router(wanted, servers::number, servers, aggregators::add);
    RouteTable table = new RouteTable(router, settings.names(), random.nextLong());
    return new Parts(aggregators, new Plan(router, table, servers));
  }
}
