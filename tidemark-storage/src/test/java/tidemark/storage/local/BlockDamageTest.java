package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Selector;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;
import tidemark.storage.StorageException;
import tidemark.storage.local.Rig.Op;
import tidemark.storage.local.Rig.State;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.testing.Seeded;

/**
 * A block whose columns are damaged: it is named and counted, everything else is served, and
 * merging goes on without it.
 */
@ExtendWith(Seeded.class)
class BlockDamageTest {
  private State written = State.EMPTY;

  /** Three blocks of two days. */
  private FaultyDisk written(Random random) {
    Rig rig = new Rig(new FaultyDisk(random));
    written = State.EMPTY;
    for (int seed : new int[] {6, 13, 20}) {
      Op op = new Op.Write(seed);
      rig.does(op);
      rig.does(new Op.Seal());
      written = written.with(op);
    }
    return rig.disk.restart();
  }

  private static List<String> columns(FaultyDisk disk) {
    return disk.files().stream().filter(f -> f.endsWith("values.bin")).toList();
  }

  private static void flip(FaultyDisk disk, String file, int at, int bit) throws IOException {
    byte[] bytes = disk.bytes(file);
    bytes[at] ^= (byte) (1 << bit);
    disk.put(file, bytes);
  }

  /** Every point that is shown was written; what is missing is at most what one column holds. */
  private void isPartOf(State shown, State all) {
    shown
        .points()
        .forEach((series, points) -> {
          TreeMap<Long, Double> whole = all.points().getOrDefault(series, new TreeMap<>());
          assertThat(whole.entrySet()).as(series).containsAll(points.entrySet());
        });
  }

  private static long count(State state) {
    return state.points().values().stream().mapToLong(Map::size).sum();
  }

  @Test
  void servesTheRestNamesTheBlockAndCountsItOnce(Random random) throws IOException {
    for (String file : columns(written(random))) {
      FaultyDisk disk = written(random);
      flip(disk, file, disk.bytes(file).length - 1, random.nextInt(8));
      Rig rig = new Rig(disk);
      for (int i = 0; i < 2; i++) {
        assertThat(rig.damage()).isEqualTo(i);
        readTolerant(rig);
      }
      assertThat(rig.damage()).isEqualTo(1);
      assertThat(rig.storage().health().writable()).isTrue();
      assertThat(rig.storage().health().problems()).singleElement().asString().contains(file);
    }
  }

  private State readTolerant(Rig rig) {
    State shown = read(rig);
    isPartOf(shown, written);
    assertThat(count(shown)).isLessThan(count(written)).isGreaterThan(count(written) / 2);
    return shown;
  }

  private static State read(Rig rig) {
    Map<String, TreeMap<Long, Double>> points = new TreeMap<>();
    rig.storage()
        .read(
            Fetch.raw(new Selector.All(), TimeRange.ALL, Rig.T),
            s -> {
              TreeMap<Long, Double> of = new TreeMap<>();
              for (int i = 0; i < s.points().size(); i++) {
                of.put(s.points().timestamp(i), s.points().value(i));
              }
              points.put(s.key().toString(), of);
            });
    return new State(points);
  }

  @Test
  void mergesTheOthersAndLeavesTheDamagedOne(Random random) throws IOException {
    for (String file : columns(written(random))) {
      FaultyDisk disk = written(random);
      flip(disk, file, disk.bytes(file).length - 1, random.nextInt(8));
      Rig rig = new Rig(disk);
      State before = readTolerant(rig);
      assertThat(rig.does(new Op.Merge())).isTrue();
      assertThat(readTolerant(rig)).isEqualTo(before);
      assertThat(rig.disk.files()).contains(file);
      assertThat(rig.does(new Op.Write(44))).isTrue();
      assertThat(rig.does(new Op.Seal())).isTrue();
      assertThat(rig.does(new Op.Merge())).isTrue();
      Rig again = new Rig(rig.disk.restart());
      assertThat(new ArrayList<>(again.disk.files())).contains(file);
    }
  }

  /** A deletion whose points cannot be read is kept: they may be readable again one day. */
  @Test
  void keepsDeletionsThatHidePointsOfADamagedBlock(Random random) throws IOException {
    FaultyDisk whole = written(random);
    String file = columns(whole).getFirst();
    int at = whole.bytes(file).length - 1;
    flip(whole, file, at, 3);
    Rig rig = new Rig(whole);
    written.points().keySet().forEach(s -> rig.does(new Op.Delete(s, 0, Long.MAX_VALUE)));
    rig.does(new Op.Seal());
    assertThat(rig.does(new Op.Merge())).isTrue();
    FaultyDisk disk = rig.disk.restart();
    flip(disk, file, at, 3);
    assertThat(new Rig(disk).state()).isEqualTo(State.EMPTY);
  }

  /**
   * Any bytes of any file changed: the start succeeds or says why not, and no point is shown that
   * was not written.
   */
  @Test
  void neverShowsWhatWasNotWritten(Random random) throws IOException {
    for (int round = 0; round < 400; round++) {
      FaultyDisk disk = written(random);
      List<String> files = disk.files();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        mutate(disk, files.get(random.nextInt(files.size())), random);
      }
      try {
        Rig rig = new Rig(disk);
        isPartOf(read(rig), written);
        rig.does(new Op.Merge());
        isPartOf(read(rig), written);
      } catch (StorageException e) {
        assertThat(e.getMessage()).contains("data directory");
      }
    }
  }

  private static void mutate(FaultyDisk disk, String file, Random random) throws IOException {
    byte[] bytes = disk.bytes(file);
    if (bytes.length == 0 || random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 100));
    } else {
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
    }
    disk.put(file, bytes);
  }
}
