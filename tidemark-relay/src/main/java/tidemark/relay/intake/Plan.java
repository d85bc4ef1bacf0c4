package tidemark.relay.intake;

import tidemark.relay.route.RouteTable;
import tidemark.relay.route.Router;
import tidemark.relay.send.Servers;

/** Where lines go under one configuration. A reload makes another, which is never equal. */
public final class Plan {
  private final Router router;
  private final RouteTable routes;
  private final Servers servers;

  /** A plan of these. */
  public Plan(Router router, RouteTable routes, Servers servers) {
    this.router = router;
    this.routes = routes;
    this.servers = servers;
  }

  /** The rules, for names whose routes are not kept. */
  public Router router() {
    return router;
  }

  public RouteTable routes() {
    return routes;
  }

  public Servers servers() {
    return servers;
  }
}
