package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.storage.local.Rig.Op;
import tidemark.storage.local.Rig.State;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.storage.local.disk.FaultyDisk.Fault;
import tidemark.storage.local.disk.FaultyDisk.Killed;
import tidemark.testing.Seeded;

/**
 * {@code storage merge} and {@code storage purge} are resumed by calling them again: killed at each
 * call to the disk in turn, a second run comes to what one run would have come to.
 */
@ExtendWith(Seeded.class)
class MergeAgainTest {
  private static final Op.Delete PURGED = new Op.Delete("s1", 0, Rig.T * 2);

  @Test
  void aMergeThatWasKilledIsFinishedByTheNext(Random random) throws IOException {
    killedAtEachCall(random, false);
  }

  @Test
  void aPurgeThatWasKilledIsFinishedByTheNext(Random random) throws IOException {
    killedAtEachCall(random, true);
  }

  private static void killedAtEachCall(Random random, boolean purge) throws IOException {
    Rig whole = filled(random, new FaultyDisk(random));
    State expected = purge ? whole.state().with(PURGED) : whole.state();
    FaultyDisk before = whole.disk.restart();
    int opened = calls(before.restart(), purge, false);
    int all = calls(before.restart(), purge, true);
    List<String> blocks = blocks(before, purge);
    for (int at = opened; at < all; at++) {
      FaultyDisk disk = before.restart();
      disk.plan(Fault.KILL, at);
      try {
        run(new Rig(disk), purge);
      } catch (Killed e) {
        // as planned
      }
      Rig again = new Rig(disk.restart());
      run(again, purge);
      assertThat(again.state()).as("killed at call %d", at).isEqualTo(expected);
      assertThat(blocks(again)).as("killed at call %d", at).hasSameSizeAs(blocks);
    }
  }

  /** Several blocks in each of some days, and points in the log. */
  private static Rig filled(Random random, FaultyDisk disk) {
    Rig rig = new Rig(disk);
    for (int i = 0; i < 24; i++) {
      rig.does(new Op.Write(random.nextInt(1000)));
      if (i % 6 == 5) {
        rig.does(new Op.Seal());
      }
    }
    rig.does(new Op.Write(random.nextInt(1000)));
    return rig;
  }

  private static void run(Rig rig, boolean purge) throws IOException {
    if (purge) {
      rig.does(PURGED);
    }
    List<Long> heard = new ArrayList<>();
    rig.storage()
        .mergeAll((done, all) -> {
          assertThat(done).isBetween(0L, all);
          heard.add(done);
        });
    assertThat(heard).isSorted();
  }

  /** How many calls it takes to open the engine, and to run. */
  private static int calls(FaultyDisk disk, boolean purge, boolean toTheEnd) throws IOException {
    Rig rig = new Rig(disk);
    if (toTheEnd) {
      run(rig, purge);
    }
    return disk.calls();
  }

  private static List<String> blocks(FaultyDisk before, boolean purge) throws IOException {
    Rig rig = new Rig(before.restart());
    run(rig, purge);
    return blocks(rig);
  }

  private static List<String> blocks(Rig rig) {
    return rig.disk.files().stream().filter(f -> f.matches("blocks/.*/MANIFEST")).toList();
  }
}
