package tidemark.query.opentsdb;

import java.util.Arrays;
import tidemark.model.Points;

/**
 * Points being worked on: times ascending, each value a double or an exact 64-bit integer. Grows;
 * owned by one thread. Memory for integers is taken when the first one comes.
 */
public final class Column {
  private long[] times;
  private double[] values;
  private long[] integers = new long[0];
  private long[] bits = new long[0];
  private int size;
  private int integerCount;

  Column(int capacity) {
    times = new long[Math.max(capacity, 4)];
    values = new double[times.length];
  }

  /** A copy of the points in {@code from <= t < until}. */
  static Column of(Points points, long from, long until) {
    int first = lowerBound(points, from);
    int last = lowerBound(points, until);
    var column = new Column(last - first);
    if (points instanceof Points.Regular regular && regular.integers() == null) {
      column.fill(regular, first, last);
      return column;
    }
    for (int i = first; i < last; i++) {
      if (points.isInteger(i)) {
        column.addInteger(points.timestamp(i), points.integer(i));
      } else {
        column.add(points.timestamp(i), points.value(i));
      }
    }
    return column;
  }

  private void fill(Points.Regular points, int first, int last) {
    size = last - first;
    System.arraycopy(points.values(), points.from() + first, values, 0, size);
    for (int i = 0; i < size; i++) {
      times[i] = points.timestamp(first + i);
    }
  }

  private static int lowerBound(Points points, long time) {
    int low = 0;
    int high = points.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (points.timestamp(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void add(long time, double value) {
    int i = next();
    times[i] = time;
    values[i] = value;
  }

  void addInteger(long time, long value) {
    int i = next();
    times[i] = time;
    values[i] = value;
    if (integers.length < times.length) {
      integers = Arrays.copyOf(integers, times.length);
      bits = Arrays.copyOf(bits, (times.length + 63) >>> 6);
    }
    integers[i] = value;
    bits[i >>> 6] |= 1L << i;
    integerCount++;
  }

  private int next() {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    return size++;
  }

  /** How many points there are. */
  public int size() {
    return size;
  }

  /** The time of a point in ms. */
  public long time(int i) {
    return times[i];
  }

  /** The value of a point; an integer beyond 2^53 comes rounded. */
  public double value(int i) {
    return values[i];
  }

  /** Whether the value is an integer and is printed as one. */
  public boolean isInteger(int i) {
    return integerCount > 0 && i >>> 6 < bits.length && (bits[i >>> 6] & 1L << i) != 0;
  }

  /** The exact value where {@link #isInteger} holds. */
  public long integer(int i) {
    return integers[i];
  }

  /** The memory it takes. */
  long bytes() {
    return 8L * (times.length + values.length + integers.length + bits.length);
  }

  boolean allIntegers() {
    return integerCount == size;
  }

  boolean noIntegers() {
    return integerCount == 0;
  }
}
