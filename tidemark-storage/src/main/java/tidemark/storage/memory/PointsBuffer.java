package tidemark.storage.memory;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tidemark.model.Integers;
import tidemark.model.Points;

/**
 * Where the chunks of one series are put together for a reader; its arrays serve one series after
 * the other. Points at equal distances never get a column of times. Owned by one reading thread.
 */
final class PointsBuffer {
  private int size;
  private long start;
  private long step; // 0 while there are fewer than two points
  private boolean regular = true;
  private long[] times = new long[0];
  private double[] values = new double[Chunk.CAPACITY];
  private final BitSet integers = new BitSet();
  private boolean anyExact;
  private long[] exact = new long[0];

  int size() {
    return size;
  }

  /** Forgets the points, which invalidates what {@link #points} gave. */
  void clear() {
    size = 0;
    step = 0;
    regular = true;
    integers.clear();
    anyExact = false;
  }

  /** Appends points of a chunk whose times come after those here. */
  void add(Chunk chunk, int from, int to) {
    if (from >= to) {
      return;
    }
    int end = size + to - from;
    if (end > values.length) {
      values = Arrays.copyOf(values, Math.max(end, values.length * 2));
    }
    addTimes(chunk, from, to);
    for (int i = from, at = size; i < to; i++, at++) {
      values[at] = chunk.value(i);
    }
    if (chunk.hasIntegers()) {
      addIntegers(chunk, from, to);
    }
    size = end;
  }

  private void addTimes(Chunk chunk, int from, int to) {
    if (regular && staysRegular(chunk, from, to)) {
      return;
    }
    if (times.length < values.length) {
      times = Arrays.copyOf(times, values.length);
    }
    if (regular) {
      regular = false;
      for (int i = 0; i < size; i++) {
        times[i] = start + i * step;
      }
    }
    for (int i = from, at = size; i < to; i++, at++) {
      times[at] = chunk.time(i);
    }
  }

  private boolean staysRegular(Chunk chunk, int from, int to) {
    if (!chunk.isRegular()) {
      return false;
    }
    boolean one = to - from == 1;
    if (size == 0) {
      start = chunk.time(from);
      step = one ? 0 : chunk.step();
      return true;
    }
    long distance = chunk.time(from) - (start + (size - 1) * step);
    if (distance <= 0 || (size > 1 && distance != step) || (!one && distance != chunk.step())) {
      return false;
    }
    step = distance;
    return true;
  }

  private void addIntegers(Chunk chunk, int from, int to) {
    if (chunk.hasExact() && !anyExact) {
      anyExact = true;
      exact = exact.length < values.length ? new long[values.length] : exact;
      for (int i = integers.nextSetBit(0); i >= 0; i = integers.nextSetBit(i + 1)) {
        exact[i] = (long) values[i];
      }
    }
    if (anyExact && exact.length < values.length) {
      exact = Arrays.copyOf(exact, values.length);
    }
    for (int i = from, at = size; i < to; i++, at++) {
      if (chunk.isInteger(i)) {
        integers.set(at);
        if (anyExact) {
          exact[at] = chunk.integer(i);
        }
      }
    }
  }

  /** The points gathered, valid until {@link #clear}. */
  Points points() {
    if (size == 0) {
      return Points.NONE;
    }
    @Nullable Integers marks =
        integers.isEmpty() ? null : new Integers(integers, anyExact ? exact : null);
    if (regular && size > 1) {
      return new Points.Regular(start, step, values, 0, size, marks);
    }
    if (regular) {
      times = times.length == 0 ? new long[1] : times;
      times[0] = start;
    }
    return new Points.Irregular(times, values, size, marks);
  }
}
