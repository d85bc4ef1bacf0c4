package tidemark.relay.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tidemark.relay.hash.Fnv1a;
import tidemark.relay.hash.HashRing;
import tidemark.relay.hash.JumpHash;
import tidemark.relay.hash.KeyHash;
import tidemark.relay.hash.Member;
import tidemark.relay.hash.RingType;
import tidemark.relay.language.Cluster;
import tidemark.relay.language.ServerSpec;

/** How one cluster chooses members. Immutable. */
public final class Choice {
  private final Cluster cluster;
  private final int[] servers;
  private final @Nullable KeyHash hash;
  private final @Nullable Group group;

  /**
   * A cluster's choice.
   *
   * @param number the number of a server
   */
  public Choice(Cluster cluster, ToIntFunction<ServerSpec> number, Health health) {
    this.cluster = cluster;
    this.servers = cluster.servers().stream().mapToInt(number).toArray();
    this.hash = cluster.type().isHash() ? hash(cluster) : null;
    this.group =
        switch (cluster.type()) {
          case ANY_OF -> new Group.AnyOf(servers, health);
          case FAILOVER -> new Group.Failover(servers, health);
          default -> null;
        };
  }

  /** The hash of a cluster that has one. */
  public static KeyHash hash(Cluster cluster) {
    List<Member> members =
        cluster.servers().stream()
            .map(server -> new Member(server.host(), server.port(), server.instance()))
            .toList();
    return switch (cluster.type()) {
      case CARBON_CH -> new HashRing(RingType.CARBON_CH, members);
      case FNV1A_CH -> new HashRing(RingType.FNV1A_CH, members);
      case JUMP_FNV1A_CH -> new JumpHash(members);
      default -> throw new IllegalArgumentException(cluster.name() + " is no hash cluster");
    };
  }

  /**
   * The steps that send a line.
   *
   * @param key what a hash cluster hashes
   * @param name the name as rewritten so far, for {@code any_of}
   * @param rewritten what is sent instead of the name as it came, or null
   */
  List<Step> steps(String key, String name, byte @Nullable [] rewritten) {
    if (group != null) {
      byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
      int preferred = Fnv1a.anyOf(bytes, 0, bytes.length, servers.length);
      return List.of(new Step.SendOne(group, preferred, rewritten));
    }
    List<Step> steps = new ArrayList<>();
    if (hash != null) {
      byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
      for (int member : hash.choose(bytes, 0, bytes.length, cluster.replication())) {
        steps.add(new Step.Send(servers[member], rewritten));
      }
    } else {
      for (int server : servers) {
        steps.add(new Step.Send(server, rewritten));
      }
    }
    return steps;
  }
}
