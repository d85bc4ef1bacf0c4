package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.storage.StorageException;
import tidemark.storage.local.Rig.Op;
import tidemark.storage.local.Rig.State;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.storage.local.disk.FaultyDisk.Fault;
import tidemark.storage.local.disk.FaultyDisk.Killed;
import tidemark.testing.Seeded;

/**
 * The order of operations, proven by trying: scripts of writes, deletions, sealings and syncs on a
 * disk that dies, loses power or fails at each of its calls in turn, against a model that is a map.
 */
@ExtendWith(Seeded.class)
class DurabilityTest {
  private static final int OPS = 14;

  private static int callsOf(List<Op> script, Random random) {
    Rig rig = new Rig(new FaultyDisk(random));
    script.forEach(rig::does);
    return rig.disk.calls();
  }

  /**
   * A killed process: every operation that returned is there, the one on its way is there or not.
   */
  @Test
  void losesNothingWhenKilledAtAnyCall(Random random) {
    for (int round = 0; round < 3; round++) {
      List<Op> script = Rig.script(random, OPS);
      int calls = callsOf(script, random);
      for (int at = 0; at < calls; at++) {
        FaultyDisk disk = new FaultyDisk(random);
        disk.plan(Fault.KILL, at);
        List<State> possible = untilKilled(disk, script);
        Rig recovered = new Rig(disk.restart());
        State state = recovered.state();
        assertThat(possible).as("killed at call %d of %s", at, script).contains(state);
        goesOn(recovered, state, random);
      }
    }
  }

  /** The states that may be found: the last one reached, and the one that was being made. */
  private static List<State> untilKilled(FaultyDisk disk, List<Op> script) {
    State state = State.EMPTY;
    State next = state;
    try {
      Rig rig = new Rig(disk);
      for (Op op : script) {
        next = state.with(op);
        rig.does(op);
        state = next;
      }
    } catch (Killed e) {
      // as planned
    }
    return List.of(state, next);
  }

  /** Recovery may itself be killed, and afterwards everything works. */
  private static void goesOn(Rig recovered, State state, Random random) {
    Op op = Rig.op(random, random.nextInt(10));
    State expected = recovered.does(op) ? state.with(op) : state;
    assertThat(recovered.state()).isEqualTo(expected);
    FaultyDisk disk = recovered.disk.restart();
    disk.plan(Fault.KILL, random.nextInt(12));
    try {
      assertThat(new Rig(disk).state()).isEqualTo(expected);
    } catch (Killed e) {
      // as planned
    }
    assertThat(new Rig(disk.restart()).state()).isEqualTo(expected);
  }

  /** Loss of power: a beginning of the operations is left, at least up to the last sync. */
  @Test
  void keepsWhatWasSyncedWhenPowerIsLost(Random random) {
    for (int round = 0; round < 3; round++) {
      List<Op> script = Rig.script(random, OPS);
      int calls = callsOf(script, random);
      for (int at = 0; at < calls; at++) {
        FaultyDisk disk = new FaultyDisk(random);
        disk.plan(Fault.KILL, at);
        List<State> possible = new ArrayList<>(List.of(State.EMPTY));
        try {
          Rig rig = new Rig(disk);
          for (Op op : script) {
            possible.add(possible.getLast().with(op));
            rig.does(op);
            boolean deleted =
                op instanceof Op.Delete
                    && !possible.getLast().equals(possible.get(possible.size() - 2));
            if (op instanceof Op.Sync || op instanceof Op.Seal || deleted) {
              possible.subList(0, possible.size() - 1).clear();
            }
          }
        } catch (Killed e) {
          // as planned
        }
        Rig recovered = new Rig(disk.losePower());
        State state = recovered.state();
        assertThat(possible).as("power lost at call %d of %s", at, script).contains(state);
        goesOn(recovered, state, random);
      }
    }
  }

  /** A call that fails: the operation says so and nothing else is lost, live, killed or synced. */
  @Test
  void losesNothingWhenAnyCallFails(Random random) {
    for (int round = 0; round < 3; round++) {
      failsAtEachCall(random, Fault.FAIL);
    }
  }

  /** A full disk: the same, and writes go on when there is room. */
  @Test
  void losesNothingWhenTheDiskIsFullAtAnyCall(Random random) {
    for (int round = 0; round < 3; round++) {
      failsAtEachCall(random, Fault.FULL);
    }
  }

  /** A start that cannot read or write says so, or goes without; the next one has everything. */
  @Test
  void losesNothingWhenAnyCallOfAStartFails(Random random) {
    List<Op> script = Rig.script(random, OPS);
    Rig before = new Rig(new FaultyDisk(random));
    script.forEach(before::does);
    State state = before.state();
    int calls = new Rig(before.disk.restart()).disk.calls();
    for (Fault fault : List.of(Fault.FAIL, Fault.FULL)) {
      for (int at = 0; at < calls; at++) {
        FaultyDisk disk = before.disk.restart();
        disk.plan(fault, at);
        try {
          new Rig(disk);
        } catch (StorageException e) {
          assertThat(e.getMessage()).as("%s at call %d", fault, at).contains("data directory");
        }
        assertThat(new Rig(disk.restart()).state()).as("%s at call %d", fault, at).isEqualTo(state);
      }
    }
  }

  private static void failsAtEachCall(Random random, Fault fault) {
    List<Op> script = Rig.script(random, OPS);
    int calls = callsOf(script, random);
    int opening = callsOf(List.of(), random);
    for (int at = opening; at < calls; at++) {
      FaultyDisk disk = new FaultyDisk(random);
      disk.plan(fault, at);
      Rig rig = new Rig(disk);
      State live = State.EMPTY;
      List<State> kept = List.of(live);
      String where = fault + " at call " + at + " of " + script;
      for (Op op : script) {
        State after = live.with(op);
        boolean done = rig.does(op);
        List<State> grown = new ArrayList<>(kept.stream().map(s -> s.with(op)).toList());
        State seen = rig.state();
        if (!done) {
          // it may have happened or not; what a restart finds may be the other
          assertThat(seen).as("%s, after failed %s", where, op).isIn(live, after);
          kept.stream().filter(s -> !grown.contains(s)).forEach(grown::add);
          disk.full(false);
        } else {
          assertThat(seen).as("%s, after %s", where, op).isEqualTo(after);
        }
        live = seen;
        kept = grown;
      }
      assertThat(kept).as("%s, killed", where).contains(new Rig(disk.restart()).state());
      rig.does(new Op.Seal());
      assertThat(rig.does(new Op.Sync())).as("%s, synced at last", where).isTrue();
      assertThat(kept).as("%s, power lost", where).contains(new Rig(disk.losePower()).state());
    }
  }
}
