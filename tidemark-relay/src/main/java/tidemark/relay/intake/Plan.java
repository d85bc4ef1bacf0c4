package tidemark.relay.intake;

import tidemark.relay.route.RouteTable;
import tidemark.relay.send.Servers;

/** Where lines go under one configuration. A reload makes another. */
public final class Plan {
  private final RouteTable routes;
  private final Servers servers;

  /** A plan of these. */
  public Plan(RouteTable routes, Servers servers) {
    this.routes = routes;
    this.servers = servers;
  }

  public RouteTable routes() {
    return routes;
  }

  public Servers servers() {
    return servers;
  }
}
