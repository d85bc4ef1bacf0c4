package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.storage.local.codec.Columns;
import tidemark.testing.Seeded;

/** Open points of a series in whatever order they come; the last write of a time wins. */
@ExtendWith(Seeded.class)
class ChunkListTest {
  private record Value(long bits, boolean integer) {}

  private final Slab slab = new Slab(new PagePool(64, 0));
  private final ChunkList chunks = new ChunkList();

  @Test
  void keepsWhatCameInAnyOrder(Random random) {
    for (int round = 0; round < 200; round++) {
      int step = 1 + random.nextInt(10_000);
      keeps(random, i -> (long) i * step);
      keeps(random, i -> (long) i * step + random.nextInt(step));
      keeps(random, i -> (long) (i + random.nextInt(20) - 10) * step);
      keeps(random, i -> (long) (i + random.nextInt(200) - 100) * step);
      keeps(random, i -> i * (i < 100 ? 1000L : 6000L));
      keeps(random, i -> (long) i * step + (random.nextInt(30) == 0 ? 1 : 0));
      keeps(random, i -> -(long) i * step);
      keeps(random, i -> random.nextInt(30) * (long) step);
      keeps(random, i -> random.nextInt(100_000));
      keeps(random, i -> random.nextLong());
      keeps(random, i -> random.nextBoolean() ? Long.MAX_VALUE - i : Long.MIN_VALUE + i);
      keeps(random, i -> i / 2 * (1L << random.nextInt(63)));
    }
  }

  private void keeps(Random random, IntToLongFunction times) {
    chunks.clear();
    slab.release();
    TreeMap<Long, Value> expected = new TreeMap<>();
    int n = random.nextInt(random.nextBoolean() ? 20 : 400);
    int integers = random.nextInt(3);
    for (int i = 0; i < n; i++) {
      long time = times.applyAsLong(i);
      Value value = new Value(random.nextLong(), random.nextInt(2) < integers);
      chunks.put(slab, time, value.bits, value.integer);
      expected.put(time, value);
    }
    assertThat(chunks.isEmpty()).isEqualTo(expected.isEmpty());
    Columns columns = chunks.columns(slab);
    Map<Long, Value> found = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      found.put(columns.timestamp(i), new Value(columns.bits(i), columns.isInteger(i)));
    }
    assertThat(found).containsExactlyEntriesOf(expected);
    if (!expected.isEmpty() && !chunks.isUnsorted()) {
      assertThat(chunks.first(slab)).isEqualTo(expected.firstKey());
      assertThat(chunks.last()).isEqualTo(expected.lastKey());
      assertThat(chunks.size()).isEqualTo(expected.size());
    }
  }

  /** Each connection has two or three rounds, then the others; they are read as it comes. */
  @Test
  void pointsFromFourConnectionsNeedNoSorting(Random random) {
    List<ArrayDeque<Long>> connections = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      connections.add(new ArrayDeque<>());
    }
    for (long round = 0, piece = 0; round < 500; piece++) {
      for (int i = random.nextInt(2); i < 3; i++) {
        connections.get((int) piece % 4).add(round++ * 10_000);
      }
    }
    while (connections.stream().anyMatch(c -> !c.isEmpty())) {
      long least =
          connections.stream()
              .filter(c -> !c.isEmpty())
              .mapToLong(ArrayDeque::getFirst)
              .min()
              .orElseThrow();
      ArrayDeque<Long> connection = connections.get(random.nextInt(4));
      if (!connection.isEmpty() && connection.getFirst() < least + 200_000) {
        chunks.put(slab, connection.removeFirst(), 0, false);
      }
    }
    assertThat(chunks.isUnsorted()).isFalse();
    assertThat(chunks.columns(slab).isRegular()).isTrue();
  }
}
