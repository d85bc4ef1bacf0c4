package tidemark.query.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Points;
import tidemark.retention.Rollup;
import tidemark.testing.Seeded;

/** Points on slots, against the definition: the last value in {@code [t, t + step)}. */
@ExtendWith(Seeded.class)
class GridTest {
  @Test
  void everySlotTakesItsLastValue(Random random) {
    for (int round = 0; round < 3000; round++) {
      int step = 1 + random.nextInt(20);
      long start = 1000L * step;
      var window = new Window(start, start + (long) step * random.nextInt(30), List.of(step));
      Points points = random.nextBoolean() ? irregular(random, window) : regular(random, window);
      double[] filled = Grid.fill(points, window, Rollup.AVERAGE, 0);
      assertThat(filled).containsExactly(expected(points, window));
    }
  }

  private static Points irregular(Random random, Window window) {
    int size = random.nextInt(60);
    long[] times = new long[size];
    double[] values = new double[size];
    long time = window.start() * 1000 - random.nextInt(60_000);
    for (int i = 0; i < size; i++) {
      time += 1 + random.nextInt(random.nextInt(10) == 0 ? 200_000 : 8000);
      times[i] = time;
      values[i] = i;
    }
    return new Points.Irregular(times, values, size, null);
  }

  private static Points regular(Random random, Window window) {
    int size = random.nextInt(60);
    double[] values = new double[size + 5];
    Arrays.setAll(values, i -> i);
    long step = random.nextBoolean() ? window.step() * 1000L : 1 + random.nextInt(30_000);
    long start = window.start() * 1000 + random.nextInt(200_000) - 100_000;
    return new Points.Regular(start, step, values, 3, 3 + size, null);
  }

  private static double[] expected(Points points, Window window) {
    double[] slots = new double[(int) window.slots()];
    Arrays.fill(slots, Double.NaN);
    for (int i = 0; i < points.size(); i++) {
      long slot = Math.floorDiv(points.timestamp(i) - window.start() * 1000, window.step() * 1000L);
      if (slot >= 0 && slot < slots.length) {
        slots[(int) slot] = points.value(i);
      }
    }
    return slots;
  }
}
