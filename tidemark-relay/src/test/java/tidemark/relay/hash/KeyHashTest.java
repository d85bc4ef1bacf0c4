package tidemark.relay.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

class KeyHashTest {
  private static final byte[] KEY = "servers.web01.load".getBytes(StandardCharsets.UTF_8);

  private static final List<Member> THREE =
      List.of(
          new Member("10.0.0.1", 2003, null),
          new Member("10.0.0.2", 2003, null),
          new Member("10.0.0.3", 2003, null));

  private static List<KeyHash> all(List<Member> members) {
    return List.of(
        new HashRing(RingType.CARBON_CH, members),
        new HashRing(RingType.FNV1A_CH, members),
        new JumpHash(members));
  }

  @Test
  void asManyReplicasAsMembersAreAllMembersAndMoreAreNotInvented() {
    for (KeyHash hash : all(THREE)) {
      assertThat(hash.choose(KEY, 0, KEY.length, 3)).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(hash.choose(KEY, 0, KEY.length, 9)).containsExactlyInAnyOrder(0, 1, 2);
    }
  }

  @Test
  void aKeyInTheMiddleOfABufferIsHashedLikeTheKeyAlone() {
    byte[] line =
        ("x" + new String(KEY, StandardCharsets.UTF_8) + " 1 2").getBytes(StandardCharsets.UTF_8);
    for (KeyHash hash : all(THREE)) {
      assertThat(hash.choose(line, 1, 1 + KEY.length, 2))
          .isEqualTo(hash.choose(KEY, 0, KEY.length, 2));
    }
  }

  @Test
  void aMemberNamedTwiceInARingIsChosenOnceAndEndsTheWalk() {
    List<Member> twice = List.of(THREE.getFirst(), THREE.getFirst());
    assertThat(new HashRing(RingType.CARBON_CH, twice).choose(KEY, 0, KEY.length, 2))
        .containsExactly(0);
  }

  @Test
  void aClusterWithoutMembersIsRefused() {
    assertThatThrownBy(() -> new JumpHash(List.of())).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new HashRing(RingType.FNV1A_CH, List.of()))
        .isInstanceOf(InvalidInputException.class);
  }
}
