package tidemark.query.graphite;

import java.util.Arrays;
import tidemark.model.Points;
import tidemark.retention.Rollup;

/**
 * Raw points on the regular slots of a {@link Window}.
 *
 * <p>A slot takes the value with the greatest timestamp in {@code [t, t + step)}. Each coarser
 * archive is computed from the next finer one, never from the raw points, because whisper
 * propagates level by level and averages of averages differ from averages (contracts/whisper.md,
 * Propagation).
 */
final class Grid {
  private Grid() {}

  /**
   * The values of the slots, NaN where there is none.
   *
   * @param xFilesFactor compared as whisper does, widened from its 32 bits
   */
  static double[] fill(Points points, Window window, Rollup method, float xFilesFactor) {
    double[] slots = new double[Math.toIntExact(window.slots())];
    Arrays.fill(slots, Double.NaN);
    if (window.steps().size() == 1) {
      direct(points, window, slots);
    } else {
      rolledUp(points, window, method, xFilesFactor, slots);
    }
    return slots;
  }

  private static void direct(Points points, Window window, double[] slots) {
    long start = window.start() * 1000;
    long end = start + 1000L * window.step() * slots.length;
    long step = window.step() * 1000L;
    for (int i = 0, size = points.size(); i < size; i++) {
      long time = points.timestamp(i);
      if (time >= start && time < end) {
        slots[(int) ((time - start) / step)] = points.value(i);
      }
    }
  }

  /**
   * One coarse slot after the other: its finest slots into a buffer, which is folded level by
   * level.
   */
  private static void rolledUp(
      Points points, Window window, Rollup method, float xFilesFactor, double[] slots) {
    long start = window.start() * 1000;
    long end = start + 1000L * window.step() * slots.length;
    long coarse = window.step() * 1000L;
    long fine = window.steps().getFirst() * 1000L;
    double[] buffer = new double[(int) (coarse / fine)];
    Arrays.fill(buffer, Double.NaN);
    int open = -1;
    for (int i = 0, size = points.size(); i < size; i++) {
      long time = points.timestamp(i);
      if (time < start || time >= end) {
        continue;
      }
      int slot = (int) ((time - start) / coarse);
      if (slot != open && open >= 0) {
        slots[open] = fold(buffer, window, method, xFilesFactor);
        Arrays.fill(buffer, Double.NaN);
      }
      open = slot;
      buffer[(int) ((time - start - slot * coarse) / fine)] = points.value(i);
    }
    if (open >= 0) {
      slots[open] = fold(buffer, window, method, xFilesFactor);
    }
  }

  private static double fold(double[] buffer, Window window, Rollup method, float xFilesFactor) {
    int length = buffer.length;
    for (int level = 1; level < window.steps().size(); level++) {
      int width = window.steps().get(level) / window.steps().get(level - 1);
      length /= width;
      for (int i = 0; i < length; i++) {
        buffer[i] = method.join(buffer, i * width, width, xFilesFactor);
      }
    }
    return buffer[0];
  }
}
