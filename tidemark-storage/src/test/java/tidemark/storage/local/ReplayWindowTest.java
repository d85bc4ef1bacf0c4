package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.SeriesKey;
import tidemark.storage.local.codec.Columns;
import tidemark.testing.Seeded;

/** A head filled through a window is the head that the log's own order gives. */
@ExtendWith(Seeded.class)
class ReplayWindowTest {
  private static final int SERIES = 10_000; // more than are dealt to at a time

  private final Head head = new Head(new PagePool(1 << 12, 0));
  private final @Nullable HeadSeries[] series = new @Nullable HeadSeries[SERIES + 1];
  private final ReplayWindow window = new ReplayWindow(head, 1 << 17);

  /** What was put last at each time, and whether as an integer. */
  private record Value(long bits, boolean integer) {}

  @Test
  void keepsTheOrderOfEachSeries(Random random) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generics
    TreeMap<Long, Value>[] expected = new TreeMap[SERIES + 1];
    for (int n = 1; n <= SERIES; n++) {
      series[n] = new HeadSeries(n, SeriesKey.of("s" + n), n & (LocalOptions.SHARDS - 1));
      expected[n] = new TreeMap<>();
    }
    for (int flush = 0; flush < 5; flush++) {
      for (int i = random.nextInt(60_000); i > 0; i--) {
        int n = 1 + random.nextInt(flush % 2 == 0 ? SERIES : 5);
        long time = random.nextInt(20) * 1000;
        Value value = new Value(random.nextLong(), random.nextInt(4) == 0);
        window.add(n, time, value.bits(), value.integer());
        expected[n].put(time, value);
      }
      window.flush(series);
    }
    for (int n = 1; n <= SERIES; n++) {
      assertThat(stored(series[n])).as("series %d", n).isEqualTo(expected[n]);
    }
  }

  @Test
  void isFullBeforeAFrameHasNoRoom() {
    series[SERIES] = new HeadSeries(SERIES, SeriesKey.of("s"), SERIES & (LocalOptions.SHARDS - 1));
    for (int round = 0; round < 3; round++) {
      int taken = 0;
      while (!window.isFull()) {
        window.add(SERIES, taken++, taken, false);
      }
      assertThat(taken).isEqualTo((1 << 16) + 1);
      window.flush(series);
    }
    assertThat(stored(series[SERIES])).hasSize((1 << 16) + 1);
  }

  private TreeMap<Long, Value> stored(@Nullable HeadSeries of) {
    TreeMap<Long, Value> found = new TreeMap<>();
    if (of != null && !of.open.isEmpty()) {
      Columns columns = head.shard(of).open(of);
      for (int i = 0; i < columns.size(); i++) {
        found.put(columns.timestamp(i), new Value(columns.bits(i), columns.isInteger(i)));
      }
    }
    return found;
  }
}
