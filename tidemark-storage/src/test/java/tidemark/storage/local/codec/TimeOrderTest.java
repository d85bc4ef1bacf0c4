package tidemark.storage.local.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.testing.Seeded;

/** Points in any order come out in that of time, and of several at one time the last one stays. */
@ExtendWith(Seeded.class)
class TimeOrderTest {
  private record Value(long bits, boolean integer) {}

  @Test
  void sortsWhatCameInAnyOrder(Random random) {
    for (int round = 0; round < 300; round++) {
      sorts(random, i -> i * 10L);
      sorts(random, i -> i * 10L + random.nextInt(100));
      sorts(random, i -> (i / 3 * 3 + 2 - i % 3) * 10L);
      sorts(random, i -> random.nextInt(50));
      sorts(random, i -> -i);
      sorts(random, i -> 7);
      sorts(random, i -> random.nextLong());
      sorts(random, i -> random.nextBoolean() ? Long.MAX_VALUE - i : Long.MIN_VALUE + i);
    }
  }

  private static void sorts(Random random, IntToLongFunction times) {
    Columns columns = new Columns(0);
    Map<Long, Value> expected = fill(columns, random, times);
    TimeOrder.sort(columns);
    assertThat(content(columns)).containsExactlyEntriesOf(expected);
  }

  @Test
  void leavesWhatIsInOrderAsItIs(Random random) {
    Columns columns = new Columns(0);
    fill(columns, random, i -> i * 60_000L);
    TimeOrder.sort(columns);
    assertThat(columns.isRegular()).isTrue();
  }

  @Test
  void theNewerOfTwoHolds(Random random) {
    for (int round = 0; round < 1000; round++) {
      int shift = random.nextInt(400);
      Columns older = new Columns(0);
      Columns newer = new Columns(0);
      Map<Long, Value> expected = new TreeMap<>(fill(older, random, i -> i * 2L));
      expected.putAll(fill(newer, random, i -> shift + i * (1L + shift % 3)));
      assertThat(content(TimeOrder.merge(older, newer))).containsExactlyEntriesOf(expected);
    }
  }

  private static TreeMap<Long, Value> fill(
      Columns columns, Random random, IntToLongFunction times) {
    TreeMap<Long, Value> expected = new TreeMap<>();
    int n = random.nextInt(200);
    for (int i = 0; i < n; i++) {
      long time = times.applyAsLong(i);
      Value value = new Value(random.nextLong(), random.nextInt(10) == 0);
      columns.add(time, value.bits, value.integer);
      expected.put(time, value);
    }
    return expected;
  }

  private static Map<Long, Value> content(Columns columns) {
    Map<Long, Value> found = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Value value = new Value(columns.bits(i), columns.isInteger(i));
      assertThat(found.put(columns.timestamp(i), value)).isNull();
    }
    return found;
  }
}
