package tidemark.storage.local.codec;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Points of one series as columns, between head, blocks and readers. Times stay folded into (start,
 * step) as long as they are regular. A value is 64 bits: a double's bits, or where marked the
 * integer itself. Not thread-safe.
 */
public final class Columns {
  int size;
  long start;
  long step;
  long @Nullable [] times;
  long[] bits;
  long @Nullable [] marks;

  /** None, with room for some. */
  public Columns(int capacity) {
    bits = new long[Math.max(capacity, 4)];
  }

  /** Points at regular times; the arrays are kept. */
  public static Columns regular(
      long start, long step, long[] bits, int size, long @Nullable [] marks) {
    Columns columns = new Columns(0);
    columns.start = start;
    columns.step = step;
    columns.bits = bits;
    columns.size = size;
    columns.marks = marks;
    return columns;
  }

  /** Points at any times; the arrays are kept. */
  public static Columns irregular(long[] times, long[] bits, int size, long @Nullable [] marks) {
    Columns columns = regular(times[0], 0, bits, size, marks);
    columns.times = times;
    return columns;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether the times are start, start + step and so on. */
  public boolean isRegular() {
    return times == null;
  }

  /** Distance of regular times; 0 when there are fewer than two. */
  public long step() {
    return step;
  }

  public long timestamp(int i) {
    return times == null ? start + i * step : times[i];
  }

  /** The 64 bits of a value. */
  public long bits(int i) {
    return bits[i];
  }

  /** A value as a double; an integer may come rounded. */
  public double value(int i) {
    return isInteger(i) ? (double) bits[i] : Double.longBitsToDouble(bits[i]);
  }

  public boolean isInteger(int i) {
    return marks != null && i >>> 6 < marks.length && (marks[i >>> 6] >>> i & 1) != 0;
  }

  /** Whether any value is an integer. */
  public boolean hasIntegers() {
    return marks != null && marked(0, size) > 0;
  }

  /** Puts all values, none of which may be an integer, to {@code out[at]} and on. */
  public void doubles(double[] out, int at) {
    for (int i = 0; i < size; i++) {
      out[at + i] = Double.longBitsToDouble(bits[i]);
    }
  }

  /** Puts another value in the place of each that is no integer. */
  public void replaceDoubles(int from, int to, DoubleUnaryOperator by) {
    for (int i = from; i < to; i++) {
      if (!isInteger(i)) {
        bits[i] = Double.doubleToRawLongBits(by.applyAsDouble(Double.longBitsToDouble(bits[i])));
      }
    }
  }

  int marked(int from, int to) {
    int n = 0;
    if (marks != null) {
      for (int i = from; i < to; i++) {
        n += isInteger(i) ? 1 : 0;
      }
    }
    return n;
  }

  /** Adds a point; times in any order are taken, see {@link TimeOrder#sort}. */
  public void add(long timestamp, long value, boolean integer) {
    if (size == bits.length) {
      grow(size + 1);
    }
    if (times == null) {
      if (size == 0) {
        start = timestamp;
      } else if (size == 1 && timestamp > start && timestamp - start > 0) {
        step = timestamp - start;
      } else if (size == 1 || timestamp != start + size * step) {
        unfold();
      }
    }
    if (times != null) {
      times[size] = timestamp;
    }
    bits[size] = value;
    if (integer) {
      mark(size);
    }
    size++;
  }

  /**
   * Adds points at regular times.
   *
   * @param mark bit i set: value i is an integer; at most 64 points
   */
  public void addRun(long begin, long distance, long[] from, int at, int n, long mark) {
    boolean folds =
        times == null
            && mark == 0
            && n > 1
            && distance > 0
            && (size == 0 || (begin == start + size * distance && (size == 1 || distance == step)));
    if (!folds) {
      for (int i = 0; i < n; i++) {
        add(begin + i * distance, from[at + i], (mark >>> i & 1) != 0);
      }
      return;
    }
    if (size + n > bits.length) {
      grow(size + n);
    }
    if (size == 0) {
      start = begin;
    }
    step = distance;
    System.arraycopy(from, at, bits, size, n);
    size += n;
  }

  /** The array of the values, with room for some; for empty columns, see {@link #setRegular}. */
  public long[] reserve(int n) {
    if (n > bits.length) {
      bits = new long[Math.max(n, 2 * bits.length)];
    }
    return bits;
  }

  /**
   * Takes doubles at regular times that were put into {@link #reserve reserved} room.
   *
   * @param distance between them, 0 if there is but one
   */
  public void setRegular(long begin, long distance, int n) {
    start = begin;
    step = distance;
    size = n;
  }

  /** Empties them and keeps their memory. */
  public void clear() {
    size = 0;
    step = 0;
    times = null;
    marks = null;
  }

  private void mark(int i) {
    int words = (bits.length + 63) >>> 6;
    if (marks == null) {
      marks = new long[words];
    } else if (marks.length < words) {
      marks = Arrays.copyOf(marks, words);
    }
    marks[i >>> 6] |= 1L << i;
  }

  private void grow(int needed) {
    int capacity = Math.max(needed, size * 2);
    bits = Arrays.copyOf(bits, capacity);
    if (times != null) {
      times = Arrays.copyOf(times, capacity);
    }
  }

  long[] unfold() {
    long[] unfolded = new long[bits.length];
    for (int i = 0; i < size; i++) {
      unfolded[i] = start + i * step;
    }
    times = unfolded;
    return unfolded;
  }

  /** Takes the points of another, whose arrays become this one's. */
  public void become(Columns other) {
    size = other.size;
    start = other.start;
    step = other.step;
    times = other.times;
    bits = other.bits;
    marks = other.marks;
  }

  /** The first index whose time is not before {@code time}. Sorted columns only. */
  public int lowerBound(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (timestamp(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds a slice of others. */
  public void addAll(Columns other, int from, int to) {
    if (from >= to) {
      return;
    }
    int n = to - from;
    if (n == 1) {
      add(other.timestamp(from), other.bits[from], other.isInteger(from));
      return;
    }
    boolean folds =
        other.times == null
            && times == null
            && (size == 0
                || ((size == 1 || step == other.step)
                    && other.step > 0
                    && other.timestamp(from) == start + size * other.step));
    if (!folds && times == null && size > 0) {
      unfold();
    }
    if (bits.length < size + n) {
      grow(size + n);
    }
    if (size == 0) {
      start = other.timestamp(from);
      step = other.step;
      times = other.times == null ? null : new long[bits.length];
    } else if (folds) {
      step = other.step;
    }
    if (times != null) {
      if (other.times != null) {
        System.arraycopy(other.times, from, times, size, n);
      } else {
        for (int i = 0; i < n; i++) {
          times[size + i] = other.start + (from + i) * other.step;
        }
      }
    }
    System.arraycopy(other.bits, from, bits, size, n);
    if (other.marks != null) {
      for (int i = 0; i < n; i++) {
        if (other.isInteger(from + i)) {
          mark(size + i);
        }
      }
    }
    size += n;
  }

  /** Those outside {@code from <= t < until}. */
  public Columns without(long from, long until) {
    int cut = lowerBound(from);
    int resume = Math.max(cut, lowerBound(until));
    if (cut == resume) {
      return this;
    }
    Columns rest = new Columns(size - (resume - cut));
    rest.addAll(this, 0, cut);
    rest.addAll(this, resume, size);
    return rest;
  }
}
