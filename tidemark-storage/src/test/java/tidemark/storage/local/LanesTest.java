package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.storage.local.codec.Columns;
import tidemark.testing.Seeded;

/**
 * Open points of neighbouring series in whatever order they come; the last write of a time wins.
 */
@ExtendWith(Seeded.class)
class LanesTest {
  private record Value(long bits, boolean integer) {}

  private final PagePool pool = new PagePool(64, 0);
  private final Slab slab = new Slab(pool);
  private final SeriesTable table = new SeriesTable();
  private final int id = table.resolve(SeriesKey.of("any"));
  private final Columns[] together = new Columns[Rows.LANES];
  private Lanes lanes = new Lanes();

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generics
  private TreeMap<Long, Value>[] expected = new TreeMap[Rows.LANES];

  @Test
  void keepsWhatCameInAnyOrder(Random random) {
    for (int round = 0; round < 100; round++) {
      long step = 1 + random.nextInt(10_000);
      int lanesUsed = 1 + random.nextInt(Rows.LANES);
      keeps(random, lanesUsed, i -> i * step);
      keeps(random, lanesUsed, i -> (i + random.nextInt(6) - 3) * step);
      keeps(random, lanesUsed, i -> (i + random.nextInt(400) - 200) * step);
      keeps(random, lanesUsed, i -> i * step + random.nextInt(3));
      keeps(random, lanesUsed, i -> -i * step);
      keeps(random, lanesUsed, i -> random.nextLong());
      keeps(random, lanesUsed, i -> i % 2 == 0 ? Long.MIN_VALUE + i : Long.MAX_VALUE - i);
    }
  }

  private void keeps(Random random, int used, IntToLongFunction times) {
    slab.release();
    lanes.clear();
    lanes.begin(random.nextInt(8) == 0);
    for (int lane = 0; lane < Rows.LANES; lane++) {
      expected[lane] = new TreeMap<>();
    }
    int integers = random.nextInt(3);
    for (int i = 0, n = random.nextInt(300); i < n; i++) {
      long time = times.applyAsLong(i);
      switch (random.nextInt(40)) {
        case 0 -> remove(random.nextInt(used), time, times.applyAsLong(random.nextInt(n)));
        case 1, 2, 3, 4 -> {
          Value value = new Value(random.nextLong(), random.nextInt(2) < integers);
          int lane = random.nextInt(used);
          lanes.put(slab, lane, time, value.bits, value.integer);
          expected[lane].put(time, value);
        }
        default -> putRun(random, used, time, integers);
      }
    }
    for (int lane = 0; lane < Rows.LANES; lane++) {
      assertThat(stored(lane)).as("lane %d", lane).containsExactlyEntriesOf(expected[lane]);
      assertThat(lanes.has(lane)).isEqualTo(!expected[lane].isEmpty());
    }
    daysCover();
    long wanted = random.nextLong();
    lanes.fill(slab, wanted, together);
    for (int lane = 0; lane < Rows.LANES; lane++) {
      if ((wanted >>> lane & 1) != 0 && lanes.has(lane)) {
        assertThat(values(together[lane])).containsExactlyEntriesOf(expected[lane]);
      }
    }
  }

  private void putRun(Random random, int used, long time, int integers) {
    Batch batch = new Batch(table);
    int before = random.nextInt(3);
    for (int i = 0; i < before; i++) {
      batch.add(id, 0, 0);
    }
    int n = 1 + random.nextInt(used);
    int[] numbers = new int[n + 1];
    long seen = 0;
    for (int i = 0; i < n; i++) {
      int lane = random.nextInt(8) == 0 ? random.nextInt(used) : i;
      numbers[i + 1] = 1280 + lane;
      seen |= 1L << lane;
      long bits = random.nextLong(1L << 50);
      if (random.nextInt(4) < integers) {
        batch.addInteger(id, time, bits);
        expected[lane].put(time, new Value(bits, true));
      } else {
        batch.add(id, time, Double.longBitsToDouble(bits));
        expected[lane].put(time, new Value(bits, false));
      }
    }
    assertThat(lanes.put(slab, batch, before, before + n, numbers, 1)).isEqualTo(seen);
  }

  private void remove(int lane, long a, long b) {
    long from = Math.min(a, b);
    long until = Math.max(a, b);
    lanes.remove(slab, lane, from, until);
    expected[lane].subMap(from, until).clear();
  }

  private Map<Long, Value> stored(int lane) {
    return values(lanes.columns(slab, lane));
  }

  private static Map<Long, Value> values(Columns columns) {
    Map<Long, Value> found = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      found.put(columns.timestamp(i), new Value(columns.bits(i), columns.isInteger(i)));
    }
    return found;
  }

  private void daysCover() {
    Set<Long> days = new HashSet<>();
    lanes.addDays(slab, days);
    for (TreeMap<Long, Value> points : expected) {
      for (long time : points.keySet()) {
        assertThat(days).contains(Math.floorDiv(time, Blocks.DAY));
      }
    }
  }

  @Test
  void lanesReadTogetherAreThoseReadOneByOne() {
    for (int round = 0; round < 100; round++) {
      for (int lane = 0; lane < Rows.LANES - round / 99; lane++) {
        if (lane != 5 || round != 40) {
          lanes.put(slab, lane, round * 10_000L, round * 64L + lane, lane == 9 && round > 70);
        }
      }
    }
    lanes.fill(slab, ~(1L << 33), together);
    assertThat(together[33]).isNull();
    areAsStored(5);
    // before all rows, which are many: into a list
    for (int round = 100; round < 700; round++) {
      lanes.put(slab, 20, round * 10_000L, 1, false);
    }
    lanes.put(slab, 20, 5_000, 1, false);
    assertThat(lanes.together()).isEqualTo(1);
    lanes.fill(slab, ~(1L << 33), together);
    areAsStored(5, 20);
    lanes.fill(slab, 1L << 12, together);
    assertThat(values(together[12])).isEqualTo(stored(12));
  }

  private void areAsStored(Integer... irregular) {
    for (int lane = 0; lane < Rows.LANES; lane++) {
      if (lane != 33) {
        assertThat(values(together[lane])).as("lane %d", lane).isEqualTo(stored(lane));
        assertThat(together[lane].isRegular()).isEqualTo(!List.of(irregular).contains(lane));
      }
    }
  }

  @Test
  void neighboursWithTimesInCommonTakeARowEach() {
    for (long round = 0; round < 100; round++) {
      for (int lane = 0; lane < Rows.LANES; lane++) {
        lanes.put(slab, lane, round * 10_000, lane, false);
      }
    }
    assertThat(lanes.isRagged()).isFalse();
    assertThat(pool.used()).isEqualTo(1);
    assertThat(lanes.columns(slab, 7).isRegular()).isTrue();
  }

  @Test
  void neighboursWithoutTimesInCommonSoonGetLists() {
    for (int i = 0; i < 64 * 100; i++) {
      lanes.put(slab, i % Rows.LANES, i * 1000L, i, false);
    }
    assertThat(lanes.isRagged()).isTrue();
    assertThat(pool.used()).isLessThanOrEqualTo(1);
    assertThat(lanes.columns(slab, 7).size()).isEqualTo(100);
  }
}
