package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.storage.StorageException;
import tidemark.storage.local.Rig.Op;
import tidemark.storage.local.Rig.State;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.testing.Seeded;

/** Damaged files: the start succeeds, says so, and loses only what was damaged. */
@ExtendWith(Seeded.class)
class LogDamageTest {
  private static final String SEGMENT = "log/000001.log";

  private final List<State> states = new ArrayList<>();

  private FaultyDisk written(Random random) {
    Rig rig = new Rig(new FaultyDisk(random));
    states.add(State.EMPTY);
    for (int seed = 5; seed < 45; seed += 8) {
      Op op = new Op.Write(seed);
      rig.does(op);
      states.add(states.getLast().with(op));
    }
    return rig.disk;
  }

  /**
   * A log cut at any byte gives a beginning of the writes, and the next start finds nothing to
   * report.
   */
  @Test
  void startsWithALogCutAtAnyByte(Random random) throws IOException {
    byte[] log = written(random).bytes(SEGMENT);
    for (int length = 0; length < log.length; length++) {
      FaultyDisk disk = written(random).restart();
      disk.put(SEGMENT, Arrays.copyOf(log, length));
      Rig rig = new Rig(disk);
      assertThat(states).as("cut at %d", length).contains(rig.state());
      Rig again = new Rig(rig.disk.restart());
      assertThat(again.state()).isEqualTo(rig.state());
      assertThat(again.damage()).as("cut at %d, second start", length).isZero();
    }
  }

  /** A flipped bit in any byte costs at most the frame it is in, and is reported. */
  @Test
  void startsWithABitFlippedInAnyByte(Random random) throws IOException {
    byte[] log = written(random).bytes(SEGMENT);
    for (int at = 0; at < log.length; at++) {
      byte[] damaged = log.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      FaultyDisk disk = written(random).restart();
      disk.put(SEGMENT, damaged);
      Rig rig = new Rig(disk);
      assertThat(rig.damage()).as("flipped at %d", at).isPositive();
      Op op = new Op.Write(999);
      State before = rig.state();
      assertThat(rig.does(op)).isTrue();
      assertThat(new Rig(rig.disk.restart()).state()).isEqualTo(before.with(op));
    }
  }

  @Test
  void ignoresADamagedBlockAndSaysSo(Random random) throws IOException {
    Rig rig = new Rig(new FaultyDisk(random));
    rig.does(new Op.Write(6));
    rig.does(new Op.Seal());
    FaultyDisk disk = rig.disk.restart();
    String manifest =
        disk.files().stream().filter(f -> f.endsWith("MANIFEST")).findFirst().orElseThrow();
    byte[] bytes = disk.bytes(manifest);
    bytes[40] ^= 1;
    disk.put(manifest, bytes);

    Rig again = new Rig(disk);
    assertThat(again.damage()).isEqualTo(1);
    assertThat(again.does(new Op.Write(7))).isTrue();
  }

  @Test
  void refusesADirectoryOfANewerVersionInOneLine(Random random) {
    FaultyDisk disk = new FaultyDisk(random);
    disk.put("FORMAT", "tidemark-local 4\n".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> new Rig(disk))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "data directory memory was written by a newer Tidemark (format 4, this one knows 3)");
  }

  @Test
  void refusesADirectoryInUse(Random random) {
    FaultyDisk disk = new FaultyDisk(random);
    new Rig(disk);
    assertThatThrownBy(() -> new Rig(disk))
        .isInstanceOf(StorageException.class)
        .hasMessage("data directory memory is in use by another process");
  }
}
