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
    if (slots.length == 0) {
      return slots;
    }
    if (window.steps().size() == 1) {
      direct(points, window, slots);
    } else {
      rolledUp(points, window, method, xFilesFactor, slots);
    }
    return slots;
  }

  private static void direct(Points points, Window window, double[] slots) {
    long start = window.start() * 1000;
    long step = window.step() * 1000L;
    switch (points) {
      case Points.Regular regular -> {
        if (regular.step() == step) {
          copy(regular, start, step, slots);
        } else {
          onePerSlot(points, start, step, slots);
        }
      }
      case Points.Irregular irregular -> onePerSlot(irregular, start, step, slots);
    }
  }

  /** A point in each slot, whether it stands at its start or later. */
  private static void copy(Points.Regular points, long start, long step, double[] slots) {
    long slot = Math.floorDiv(points.start() - start, step);
    int skipped = Math.clamp(-slot, 0, points.size());
    int at = Math.clamp(slot, 0, slots.length);
    int count = Math.min(points.size() - skipped, slots.length - at);
    System.arraycopy(points.values(), points.from() + skipped, slots, at, count);
  }

  /** Times ascend, so that a slot is found from the one before without a division. */
  private static void onePerSlot(Points.Irregular points, long start, long step, double[] slots) {
    long[] times = points.timestamps();
    double[] values = points.values();
    int slot = 0;
    long next = start + step;
    for (int i = 0, size = points.size(); i < size; i++) {
      long time = times[i];
      if (time < start) {
        continue;
      }
      if (time >= next) {
        slot += 1;
        next += step;
        if (time >= next) {
          long ahead = (time - next) / step + 1;
          if (ahead >= slots.length - slot) {
            return;
          }
          slot += (int) ahead;
          next += ahead * step;
        }
        if (slot >= slots.length) {
          return;
        }
      }
      slots[slot] = values[i];
    }
  }

  private static void onePerSlot(Points points, long start, long step, double[] slots) {
    long end = start + step * slots.length;
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
