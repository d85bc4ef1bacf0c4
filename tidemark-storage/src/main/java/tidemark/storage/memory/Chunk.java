package tidemark.storage.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@link #CAPACITY} points of one series in ascending, unique times, as columns. Not
 * thread-safe.
 *
 * <p>There is no column of times while the points stand at equal distances, none of integer marks
 * until an integer comes, and none of 64-bit values until an integer comes that a double would
 * round. So a float sent every ten seconds costs its eight bytes.
 */
final class Chunk implements Part {
  static final int CAPACITY = 128;
  private static final int INITIAL = 4;

  private int size;
  private long start;
  private long step; // 0 while there are fewer than two points
  private long @Nullable [] times; // null while point i is at start + i * step
  private double[] values = new double[INITIAL];
  private boolean @Nullable [] integers;
  private long @Nullable [] exact; // holds every marked value once it is there

  @Override
  public int size() {
    return size;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  long time(int i) {
    return times == null ? start + i * step : times[i];
  }

  double value(int i) {
    return values[i];
  }

  boolean isInteger(int i) {
    return integers != null && integers[i];
  }

  long integer(int i) {
    return exact == null ? (long) values[i] : exact[i];
  }

  boolean isRegular() {
    return times == null;
  }

  long step() {
    return step;
  }

  boolean hasIntegers() {
    return integers != null;
  }

  boolean hasExact() {
    return exact != null;
  }

  @Override
  public long first() {
    return time(0);
  }

  @Override
  public long last() {
    return time(size - 1);
  }

  /** The index of the first point at or after a time; {@link #size} if there is none. */
  int lowerBound(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether there is a point at exactly this time. */
  boolean holds(long time) {
    int at = lowerBound(time);
    return at < size && time(at) == time;
  }

  /**
   * Puts a point in its place, over the one at the same time; a new one needs a chunk that is not
   * full.
   */
  void put(long time, double value) {
    int at = placeFor(time);
    values[at] = value;
    if (integers != null) {
      integers[at] = false;
    }
  }

  /** Puts a point that was written as an integer. */
  void putInteger(long time, long value) {
    int at = placeFor(time);
    values[at] = value;
    if (integers == null) {
      integers = new boolean[values.length];
    }
    integers[at] = true;
    if (exact == null && !fitsDouble(value)) {
      exact = new long[values.length];
      for (int i = 0; i < size; i++) {
        exact[i] = (long) values[i];
      }
    }
    if (exact != null) {
      exact[at] = value;
    }
  }

  /** The cast back saturates, so 2^63 - 1 would seem to fit although its double is 2^63. */
  private static boolean fitsDouble(long value) {
    return (long) (double) value == value && value != Long.MAX_VALUE;
  }

  private int placeFor(long time) {
    int at = size == 0 || time > last() ? size : lowerBound(time);
    if (at == size || time(at) != time) {
      open(at, time);
    }
    return at;
  }

  /** Makes room for a point at an index. */
  private void open(int at, long time) {
    if (size == values.length) {
      grow();
    }
    if (times == null && !staysRegular(at, time)) {
      unfold();
    }
    int tail = size - at;
    System.arraycopy(values, at, values, at + 1, tail);
    if (integers != null) {
      System.arraycopy(integers, at, integers, at + 1, tail);
    }
    if (exact != null) {
      System.arraycopy(exact, at, exact, at + 1, tail);
    }
    if (times != null) {
      System.arraycopy(times, at, times, at + 1, tail);
      times[at] = time;
    }
    size++;
  }

  /** Whether the times stay foldable with this one added; start and step are set if so. */
  private boolean staysRegular(int at, long time) {
    if (size == 0) {
      start = time;
      step = 0;
      return true;
    }
    long distance = at == size ? time - last() : first() - time;
    if ((at != 0 && at != size) || distance <= 0 || (size > 1 && distance != step)) {
      return false;
    }
    step = distance;
    start = at == 0 ? time : start;
    return true;
  }

  private void unfold() {
    long[] unfolded = new long[values.length];
    for (int i = 0; i < size; i++) {
      unfolded[i] = start + i * step;
    }
    times = unfolded;
  }

  private void grow() {
    int capacity = Math.min(CAPACITY, values.length * 2);
    values = Arrays.copyOf(values, capacity);
    times = times == null ? null : Arrays.copyOf(times, capacity);
    integers = integers == null ? null : Arrays.copyOf(integers, capacity);
    exact = exact == null ? null : Arrays.copyOf(exact, capacity);
  }

  /** Removes the points from an index (inclusive) to another (exclusive). */
  void remove(int from, int to) {
    if (from >= to) {
      return;
    }
    if (times == null) {
      if (from == 0) {
        start += to * step;
      } else if (to < size) {
        unfold();
      }
    }
    int tail = size - to;
    System.arraycopy(values, to, values, from, tail);
    if (integers != null) {
      System.arraycopy(integers, to, integers, from, tail);
    }
    if (exact != null) {
      System.arraycopy(exact, to, exact, from, tail);
    }
    if (times != null) {
      System.arraycopy(times, to, times, from, tail);
    }
    size -= to - from;
    if (times == null && size < 2) {
      step = 0;
    }
  }

  /** Moves the upper half into a new chunk. */
  Chunk split() {
    int middle = size / 2;
    var upper = new Chunk();
    upper.values = Arrays.copyOfRange(values, middle, middle + CAPACITY);
    upper.integers =
        integers == null ? null : Arrays.copyOfRange(integers, middle, middle + CAPACITY);
    upper.exact = exact == null ? null : Arrays.copyOfRange(exact, middle, middle + CAPACITY);
    upper.times = times == null ? null : Arrays.copyOfRange(times, middle, middle + CAPACITY);
    upper.size = size - middle;
    upper.start = time(middle);
    upper.step = step;
    remove(middle, size);
    return upper;
  }
}
