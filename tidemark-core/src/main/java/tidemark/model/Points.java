package tidemark.model;

import org.jspecify.annotations.Nullable;

/**
 * Points of one series in ascending, unique timestamps (ms). Arrays are shared, not copied: readers
 * must not write. NaN is a value; absence is no point. {@code integers} says which values the
 * sender wrote as integers, null when none.
 */
@SuppressWarnings("ArrayRecordComponent") // columns handed through, compared by nobody
public sealed interface Points {
  /** No points. */
  Points NONE = new Irregular(new long[0], new double[0], 0, null);

  int size();

  /** The time of point {@code i}, {@code 0 <= i < size()}. */
  long timestamp(int i);

  /** The value of point {@code i}; an integer too large for a double comes rounded. */
  double value(int i);

  /** Whether point {@code i} was written as an integer. */
  boolean isInteger(int i);

  /** The exact value of a point for which {@link #isInteger} holds. */
  long integer(int i);

  /**
   * Points at {@code start}, {@code start + step}, ...: the values from index {@code from}
   * (inclusive) to {@code to} (exclusive), where {@code start} is the time of index {@code from}.
   */
  record Regular(
      long start, long step, double[] values, int from, int to, @Nullable Integers integers)
      implements Points {
    @Override
    public int size() {
      return to - from;
    }

    @Override
    public long timestamp(int i) {
      return start + i * step;
    }

    @Override
    public double value(int i) {
      return values[from + i];
    }

    @Override
    public boolean isInteger(int i) {
      return integers != null && integers.which().get(from + i);
    }

    @Override
    public long integer(int i) {
      return integers == null ? (long) value(i) : integers.at(from + i, value(i));
    }
  }

  /** Points at any distance: the first {@code size} entries of both columns. */
  record Irregular(long[] timestamps, double[] values, int size, @Nullable Integers integers)
      implements Points {
    @Override
    public long timestamp(int i) {
      return timestamps[i];
    }

    @Override
    public double value(int i) {
      return values[i];
    }

    @Override
    public boolean isInteger(int i) {
      return integers != null && integers.which().get(i);
    }

    @Override
    public long integer(int i) {
      return integers == null ? (long) values[i] : integers.at(i, values[i]);
    }
  }
}
