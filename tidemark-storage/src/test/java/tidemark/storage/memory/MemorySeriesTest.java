package tidemark.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Points;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.testing.Seeded;

/** Chunks are packed and unpacked on the way; a model without any chunks says what is right. */
@ExtendWith(Seeded.class)
class MemorySeriesTest {
  private static final int OPERATIONS = 30_000;

  private final MemorySeries series = new MemorySeries(SeriesKey.of("s"), 0);
  private final Packer packer = new Packer();
  private final TreeMap<Long, Object> model = new TreeMap<>();

  @Test
  void keepsWhatWasPutLast(Random random) {
    for (int i = 0; i < OPERATIONS; i++) {
      long now = i * 10_000L;
      switch (random.nextInt(2000)) {
        case 0 -> remove(now, random);
        case 1, 2 -> compare(now, random);
        case 3, 4, 5, 6 -> put(now - random.nextLong(now + 1), random);
        case 7, 8, 9 -> put(now + random.nextInt(10_000), random);
        default -> put(now, random);
      }
    }
    compare(0, random);
  }

  private void put(long time, Random random) {
    switch (random.nextInt(400)) {
      case 0 -> putInteger(time, random.nextLong());
      case 1 -> putInteger(time, random.nextInt(100));
      case 2 -> putDouble(time, Double.longBitsToDouble(random.nextLong()));
      default -> putDouble(time, random.nextInt(10_000) / 100.0);
    }
  }

  private void putInteger(long time, long value) {
    series.putInteger(time, value, packer);
    model.put(time, value);
  }

  private void putDouble(long time, double value) {
    series.put(time, value, packer);
    model.put(time, value);
  }

  private void remove(long now, Random random) {
    long from = random.nextLong(now + 1);
    long until = from + random.nextLong(20_000_000);
    series.remove(new TimeRange(from, until), packer);
    model.subMap(from, until).clear();
    assertThat(series.isEmpty()).isEqualTo(model.isEmpty());
  }

  private void compare(long now, Random random) {
    long from = now == 0 ? 0 : random.nextLong(now);
    long until = now == 0 ? Long.MAX_VALUE : from + random.nextLong(now);
    int most = random.nextBoolean() ? 0 : 1 + random.nextInt(2000);
    PointsBuffer out = new PointsBuffer();
    series.gather(new TimeRange(from, until), most, packer, out);
    NavigableMap<Long, Object> expected = new TreeMap<>(model.subMap(from, until));
    while (most > 0 && expected.size() > most) {
      expected.pollFirstEntry();
    }
    assertThat(points(out.points())).containsExactlyEntriesOf(expected);
  }

  private static Map<Long, Object> points(Points points) {
    Map<Long, Object> found = new LinkedHashMap<>();
    for (int i = 0; i < points.size(); i++) {
      found.put(
          points.timestamp(i),
          points.isInteger(i) ? (Object) points.integer(i) : (Object) points.value(i));
    }
    return found;
  }
}
