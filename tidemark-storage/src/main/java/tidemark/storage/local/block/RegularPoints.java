package tidemark.storage.local.block;

import java.util.Arrays;
import tidemark.model.Points;
import tidemark.storage.local.codec.Columns;

/**
 * Doubles at regular times, put together from pieces that continue each other: the usual series,
 * which thereby needs neither merging nor times. Reused from series to series. Not thread-safe.
 */
public final class RegularPoints {
  double[] values = new double[8192];
  int size;
  private long start;
  private long step;

  /** Empties it and keeps the memory. */
  public void clear() {
    size = 0;
    step = 0;
  }

  /** Makes room for a piece; false if it does not continue what is there. */
  boolean fits(long first, long distance, int n) {
    if (n > 1 && distance <= 0) {
      return false;
    }
    if (size == 0) {
      start = first;
      step = n > 1 ? distance : 0;
    } else {
      long apart = size == 1 ? first - start : step;
      if (apart <= 0 || first != start + size * apart || (n > 1 && distance != apart)) {
        return false;
      }
      step = apart;
    }
    if (values.length < size + n) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, size + n));
    }
    return true;
  }

  /** Adds columns; false if they are no continuation, or hold integers. */
  public boolean add(Columns columns) {
    int n = columns.size();
    if (n == 0) {
      return true;
    }
    if (!columns.isRegular()
        || columns.hasIntegers()
        || !fits(columns.timestamp(0), columns.step(), n)) {
      return false;
    }
    columns.doubles(values, size);
    size += n;
    return true;
  }

  /** Those in {@code from <= t < until}, the last {@code last} of them if that is not 0. */
  public Points points(long from, long until, int last) {
    int first = index(from);
    int end = index(until);
    if (last > 0) {
      first = Math.max(first, end - last);
    }
    if (first >= end) {
      return Points.NONE;
    }
    long at = start + first * step;
    return end - first == 1
        ? new Points.Irregular(new long[] {at}, new double[] {values[first]}, 1, null)
        : new Points.Regular(at, step, values, first, end, null);
  }

  /** The first point not before a time. */
  private int index(long time) {
    if (size == 0 || time <= start) {
      return 0;
    }
    if (time > start + (size - 1) * step) {
      return size;
    }
    return (int) ((time - start + step - 1) / step);
  }
}
