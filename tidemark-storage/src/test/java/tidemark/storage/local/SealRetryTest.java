package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.storage.local.Rig.Op;
import tidemark.storage.local.Rig.State;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.storage.local.disk.FaultyDisk.Fault;
import tidemark.testing.Seeded;

/** A sealing that failed is tried again after something else has happened. */
@ExtendWith(Seeded.class)
class SealRetryTest {
  /** Over two days, so of two blocks: see {@link Op.Write}. */
  private static final List<Op.Write> WRITES =
      List.of(new Op.Write(6), new Op.Write(13), new Op.Write(20), new Op.Write(27));

  private record Case(String name, List<Op> between) {}

  /** What a block begins and ends with is deleted, or a whole series, or all. */
  private static final List<Case> CASES =
      List.of(
          new Case("nothing", List.of()),
          new Case("the first points", List.of(deleted("s0", 0, 1), deleted("s1", 0, 1))),
          new Case("the last points", List.of(deleted("s0", 9, 20), deleted("s1", 9, 20))),
          new Case("a series", List.of(deleted("s2", 0, 20))),
          new Case(
              "all, and more is written",
              List.of(all(0), all(1), all(2), all(3), all(4), new Op.Write(41))));

  private static Op deleted(String series, int from, int until) {
    return new Op.Delete(series, Rig.T + from * 15_000_000L, Rig.T + until * 15_000_000L);
  }

  private static Op all(int series) {
    return deleted("s" + series, 0, 20);
  }

  @Test
  void aDeletionInBetweenLeavesNeitherPointsNorBlocksBehind(Random random) {
    for (Case c : CASES) {
      for (int at = 0, done = 0; done < 2; at++) {
        Rig rig = new Rig(new FaultyDisk(random));
        State expected = State.EMPTY;
        for (Op.Write write : WRITES) {
          assertThat(rig.does(write)).isTrue();
          expected = expected.with(write);
        }
        rig.disk.plan(Fault.FAIL, at);
        done += rig.does(new Op.Seal()) ? 1 : 0;
        for (Op op : c.between()) {
          assertThat(rig.does(op)).isTrue();
          expected = expected.with(op);
        }
        assertThat(rig.does(new Op.Seal())).isTrue();
        assertThat(rig.does(new Op.Sync())).isTrue();
        String what = c.name() + ", failed at call " + at;
        assertThat(rig.state()).as(what).isEqualTo(expected);
        assertThat(new Rig(rig.disk.losePower()).state()).as(what).isEqualTo(expected);
        Rig again = new Rig(rig.disk.restart());
        assertThat(again.state()).as(what).isEqualTo(expected);
        assertThat(again.damage()).as(what).isZero();
        assertThat(rig.disk.files()).as(what).noneMatch(file -> file.contains(".tmp/"));
        assertThat(again.does(new Op.Merge())).isTrue();
        assertThat(again.state()).as(what).isEqualTo(expected);
      }
    }
  }
}
