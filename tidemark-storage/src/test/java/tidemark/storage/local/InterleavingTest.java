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
import tidemark.storage.local.disk.FaultyDisk.Killed;
import tidemark.testing.Seeded;

/**
 * Two threads at once: at each call to the disk that one operation makes, another is started and
 * runs until it ends or has to wait for a lock. Without a fault the outcome is that of one order or
 * the other; with a kill at any call after that, of any of those that were on their way.
 */
@ExtendWith(Seeded.class)
class InterleavingTest {
  private static Op any(Random random, int kind) {
    return switch (kind) {
      case 0 -> new Op.Seal();
      case 1 -> Rig.delete(random);
      case 2 -> new Op.Merge();
      default -> new Op.Write(random.nextInt(1000));
    };
  }

  @Test
  void operationsAtOnceAreAsOneAfterTheOther(Random random) throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      List<Op> before = Rig.script(random, 8);
      for (int first = 0; first < 4; first++) {
        for (int second = 0; second < 4; second++) {
          everyCall(random, before, any(random, first), any(random, second));
        }
      }
    }
  }

  private static void everyCall(Random random, List<Op> before, Op a, Op b)
      throws InterruptedException {
    Rig plain = new Rig(new FaultyDisk(random));
    State start = State.EMPTY;
    for (Op op : before) {
      plain.does(op);
      start = start.with(op);
    }
    int from = plain.disk.calls();
    plain.does(a);
    int callsOfA = plain.disk.calls() - from;
    plain.does(b);
    int callsOfBoth = plain.disk.calls() - from;
    State ab = start.with(a).with(b);
    State ba = start.with(b).with(a);
    for (int at = 0; at < callsOfA; at++) {
      String where = before + ", then " + a + " and at its call " + at + " " + b;
      Rig rig = run(random, before, a, b, at, -1);
      assertThat(rig.state()).as(where).isIn(ab, ba);
      assertThat(new Rig(rig.disk.restart()).state()).as("%s, killed", where).isIn(ab, ba);

      int kill = at + random.nextInt(callsOfBoth - at + 1);
      rig = run(random, before, a, b, at, kill);
      State state = new Rig(rig.disk.restart()).state();
      assertThat(state)
          .as("%s, killed at call %d", where, kill)
          .isIn(start, start.with(a), start.with(b), ab, ba);
    }
  }

  private static Rig run(Random random, List<Op> before, Op a, Op b, int at, int kill)
      throws InterruptedException {
    Rig rig = new Rig(new FaultyDisk(random));
    before.forEach(rig::does);
    Thread other = Thread.ofPlatform().unstarted(() -> doOrDie(rig, b));
    rig.disk.hook(at, () -> startAndWait(other));
    if (kill >= 0) {
      rig.disk.plan(Fault.KILL, kill);
    }
    doOrDie(rig, a);
    if (other.getState() == Thread.State.NEW) {
      other.start(); // this time the first made fewer calls
    }
    other.join();
    return rig;
  }

  private static void doOrDie(Rig rig, Op op) {
    try {
      rig.does(op);
    } catch (Killed e) {
      // as planned
    }
  }

  private static void startAndWait(Thread other) {
    other.start();
    while (true) {
      switch (other.getState()) {
        case TERMINATED, WAITING, BLOCKED -> {
          return;
        }
        default -> Thread.onSpinWait();
      }
    }
  }
}
