package tidemark.relay.language;

import java.util.List;

/**
 * A named group of servers.
 *
 * @param replication how many members of a hash cluster get each line, at least 1
 * @param dynamic whether the queue of a failed member of a hash cluster goes to the others
 * @param servers in file order, after {@code useall} has been resolved
 */
public record Cluster(
    String name, Type type, int replication, boolean dynamic, List<ServerSpec> servers) {
  /** Who of a cluster gets a line. */
  public enum Type {
    /** All members. */
    FORWARD,
    /** One member by the name's hash, another while it is down. */
    ANY_OF,
    /** The first that is up. */
    FAILOVER,
    CARBON_CH,
    FNV1A_CH,
    JUMP_FNV1A_CH,
    FILE,
    FILE_IP,
    /** The process that the relay runs in: built in where there is one. */
    LOCAL,
    /** Nobody: the built-in cluster that drops. */
    BLACKHOLE;

    /** As the language and the test mode write it. */
    public String word() {
      return this == FILE_IP ? "file ip" : name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether members are chosen by consistent hashing. */
    public boolean isHash() {
      return this == CARBON_CH || this == FNV1A_CH || this == JUMP_FNV1A_CH;
    }
  }

  /** The cluster behind {@code send to blackhole}. */
  public static final Cluster BLACKHOLE =
      new Cluster("blackhole", Type.BLACKHOLE, 1, false, List.of());

  /** The cluster behind {@code send to local}. */
  public static final Cluster LOCAL =
      new Cluster(
          "local",
          Type.LOCAL,
          1,
          false,
          List.of(
              new ServerSpec(
                  ServerSpec.Kind.LOCAL,
                  "local",
                  0,
                  ServerSpec.LineType.LINEMODE,
                  Transport.PLAIN,
                  null)));

  public Cluster {
    servers = List.copyOf(servers);
  }
}
