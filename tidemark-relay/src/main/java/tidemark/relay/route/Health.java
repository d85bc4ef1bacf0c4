package tidemark.relay.route;

/** Which servers are down just now. Asked for every line of some clusters, from any thread. */
public interface Health {
  /** Whether the last attempt to reach it failed; a failover cluster passes over it. */
  boolean failing(int server);

  /** Whether it has failed for about 1.5 s; an {@code any_of} cluster passes over it. */
  boolean failed(int server);
}
