package tidemark.storage.local.codec;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tidemark.model.Integers;
import tidemark.model.Points;

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

  int marked(int from, int to) {
    int n = 0;
    if (marks != null) {
      for (int i = from; i < to; i++) {
        n += isInteger(i) ? 1 : 0;
      }
    }
    return n;
  }

  /** Adds a point; times in any order are taken, see {@link #sort}. */
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

  private long[] unfold() {
    long[] unfolded = new long[bits.length];
    for (int i = 0; i < size; i++) {
      unfolded[i] = start + i * step;
    }
    times = unfolded;
    return unfolded;
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

  /** Puts times in ascending order; of several at one time the one added last stays. */
  public void sort() {
    if (isSorted()) {
      return;
    }
    long[] t = times == null ? unfold() : times;
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    mergeSort(t, order, new int[size], 0, size);
    Columns sorted = new Columns(size);
    for (int i = 0; i < size; i++) {
      if (i + 1 == size || t[order[i]] != t[order[i + 1]]) {
        sorted.add(t[order[i]], bits[order[i]], isInteger(order[i]));
      }
    }
    size = sorted.size;
    start = sorted.start;
    step = sorted.step;
    times = sorted.times;
    bits = sorted.bits;
    marks = sorted.marks;
  }

  private boolean isSorted() {
    for (int i = 1; i < size; i++) {
      if (timestamp(i - 1) >= timestamp(i)) {
        return false;
      }
    }
    return true;
  }

  /** Stable, and linear where runs are in order already, as late data usually is. */
  private static void mergeSort(long[] t, int[] order, int[] scratch, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(t, order, scratch, from, middle);
    mergeSort(t, order, scratch, middle, to);
    if (t[order[middle - 1]] <= t[order[middle]]) {
      return;
    }
    System.arraycopy(order, from, scratch, from, to - from);
    for (int i = from, a = from, b = middle; i < to; i++) {
      boolean left = b == to || (a < middle && t[scratch[a]] <= t[scratch[b]]);
      order[i] = left ? scratch[a++] : scratch[b++];
    }
  }

  /** Both, in ascending order; where both have a time, the newer. Both must be sorted. */
  public static Columns merge(Columns older, Columns newer) {
    if (older.isEmpty()) {
      return newer;
    }
    if (newer.isEmpty()) {
      return older;
    }
    if (older.timestamp(older.size - 1) < newer.timestamp(0)) {
      older.addAll(newer, 0, newer.size);
      return older;
    }
    Columns merged = new Columns(older.size + newer.size);
    int o = 0;
    int n = 0;
    while (o < older.size || n < newer.size) {
      if (o == older.size) {
        merged.addAll(newer, n, newer.size);
        break;
      }
      if (n == newer.size) {
        merged.addAll(older, o, older.size);
        break;
      }
      long ot = older.timestamp(o);
      long nt = newer.timestamp(n);
      if (ot < nt) {
        merged.add(ot, older.bits[o], older.isInteger(o));
        o++;
      } else {
        merged.add(nt, newer.bits[n], newer.isInteger(n));
        n++;
        o += ot == nt ? 1 : 0;
      }
    }
    return merged;
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

  /** A slice as readers get it. */
  public Points points(int from, int to) {
    if (from >= to) {
      return Points.NONE;
    }
    int n = to - from;
    double[] values = new double[n];
    Integers integers = null;
    if (marked(from, to) == 0) {
      for (int i = 0; i < n; i++) {
        values[i] = Double.longBitsToDouble(bits[from + i]);
      }
    } else {
      integers = integers(from, to, values);
    }
    if (times == null && n > 1) {
      return new Points.Regular(timestamp(from), step, values, 0, n, integers);
    }
    long[] t = new long[n];
    for (int i = 0; i < n; i++) {
      t[i] = timestamp(from + i);
    }
    return new Points.Irregular(t, values, n, integers);
  }

  private Integers integers(int from, int to, double[] values) {
    BitSet which = new BitSet(to - from);
    long[] exact = new long[to - from];
    boolean needed = false;
    for (int i = from; i < to; i++) {
      if (isInteger(i)) {
        which.set(i - from);
        exact[i - from] = bits[i];
        values[i - from] = (double) bits[i];
        // Long.MAX_VALUE and its double meet again in the cast, though they differ
        needed |= (long) values[i - from] != bits[i] || bits[i] == Long.MAX_VALUE;
      } else {
        values[i - from] = Double.longBitsToDouble(bits[i]);
      }
    }
    return new Integers(which, needed ? exact : null);
  }
}
