package tidemark.storage.local;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.codec.Columns;

/**
 * Open points of {@value #LANES} neighbouring series, a row for each time: senders repeat their
 * series in the same order with one timestamp, so neighbours in a batch are neighbours in a row,
 * and a point is a store beside the one before. Rows are in a {@link Slab}, in ascending order of
 * time here; guarded by the shard's lock, once frozen they are only read.
 *
 * <pre>
 *   long 0      lanes filled, a bit each
 *   long 1      of them, those whose value is an integer
 *   long 2..65  values by lane
 * </pre>
 */
final class Rows {
  /** Series of a row. */
  static final int LANES = 64;

  private static final int HEAD = 2;

  /** How many rows may be younger than one that is put between them. */
  private static final int LATE = 512;

  /** Rows that are looked at to see whether they are filled. */
  private static final int SAMPLE = 4;

  /** The youngest rows, in which lanes may still be missing. */
  private static final int FILLING = 2;

  private static final long[] NO_TIMES = new long[0];
  private static final int[] NO_PIECES = new int[0];

  private long[] times = NO_TIMES;
  private int[] pieces = NO_PIECES;
  private int count;

  // the row that was used last
  private int current;
  private long currentTime;
  private long[] page = NO_TIMES;
  private int base;

  int count() {
    return count;
  }

  long time(int row) {
    return times[row];
  }

  /** Makes the row of a time the current one; false if there is none. */
  boolean select(Slab slab, long time) {
    if (count == 0 || time == currentTime) {
      return count > 0;
    }
    int row = current + 1 < count && times[current + 1] == time ? current + 1 : find(time);
    if (row < 0) {
      return false;
    }
    use(slab, row);
    return true;
  }

  private int find(long time) {
    boolean last = count == 0 || time > times[count - 1];
    return last ? -count - 1 : Arrays.binarySearch(times, 0, count, time);
  }

  private void use(Slab slab, int row) {
    current = row;
    currentTime = times[row];
    page = slab.page(pieces[row]);
    base = Slab.base(pieces[row]);
  }

  /** Whether a time is before so many rows that a row for it would have to be pressed in. */
  boolean isLate(long time) {
    return count >= LATE && time < times[count - LATE];
  }

  /** Makes an empty row for a time that has none the current one. */
  void insert(Slab slab, long time) {
    if (count == times.length) {
      int length = Math.max(8, 2 * count);
      times = Arrays.copyOf(times, length);
      pieces = Arrays.copyOf(pieces, length);
    }
    int row = -find(time) - 1;
    System.arraycopy(times, row, times, row + 1, count - row);
    System.arraycopy(pieces, row, pieces, row + 1, count - row);
    times[row] = time;
    pieces[row] = slab.allocate(HEAD + LANES);
    count++;
    use(slab, row);
    page[base] = 0;
    page[base + 1] = 0;
  }

  /** Puts a value into the current row. */
  void set(int lane, long bits, boolean integer) {
    page[base + HEAD + lane] = bits;
    long bit = 1L << lane;
    page[base] |= bit;
    page[base + 1] = integer ? page[base + 1] | bit : page[base + 1] & ~bit;
  }

  /** The same for a value that is no integer, of a row without integers, see {@link #filled}. */
  void set(int lane, double value) {
    page[base + HEAD + lane] = Double.doubleToRawLongBits(value);
  }

  /** Says that the current row has doubles in these lanes now. */
  void filled(long lanes) {
    page[base] |= lanes;
    page[base + 1] &= ~lanes;
  }

  /** Whether rows stay so empty that a list for each series takes less room. */
  boolean isSparse(Slab slab) {
    if (count < 2 * SAMPLE || count % SAMPLE != 0) {
      return false;
    }
    int filled = 0;
    // not the youngest, which are being filled
    for (int row = count - 2 * SAMPLE; row < count - SAMPLE; row++) {
      filled += Long.bitCount(filled(slab, row));
    }
    return filled < SAMPLE * LANES / 4;
  }

  private long filled(Slab slab, int row) {
    return slab.page(pieces[row])[Slab.base(pieces[row])];
  }

  /** Removes points of a lane; true if others are left. */
  boolean remove(Slab slab, int lane, long from, long until) {
    boolean left = false;
    long bit = 1L << lane;
    for (int row = 0; row < count; row++) {
      if (times[row] >= from && times[row] < until) {
        slab.page(pieces[row])[Slab.base(pieces[row])] &= ~bit;
      } else {
        left |= (filled(slab, row) & bit) != 0;
      }
    }
    return left;
  }

  /** Adds the points of a lane, in order, to columns that are empty. */
  void fill(Slab slab, int lane, Columns out) {
    add(slab, lane, fillRegular(slab, lane, out), out);
  }

  /** Adds the points of a lane from a row on. */
  private void add(Slab slab, int lane, int from, Columns out) {
    for (int row = from; row < count; row++) {
      long[] values = slab.page(pieces[row]);
      int at = Slab.base(pieces[row]);
      if ((values[at] >>> lane & 1) != 0) {
        out.add(times[row], values[at + HEAD + lane], (values[at + 1] >>> lane & 1) != 0);
      }
    }
  }

  /**
   * The same of many lanes, columns by lane. Lanes whose first rows are filled with doubles at
   * regular times, which is the usual, are read together.
   */
  void fill(Slab slab, long lanes, @Nullable Columns[] out) {
    int end = regular() - FILLING;
    long even = Long.bitCount(lanes) > 1 && end > 0 ? evenLanes(slab, lanes, end) : 0;
    if (even != 0) {
      copy(slab, even, end, out);
    }
    for (long rest = lanes; rest != 0; rest &= rest - 1) {
      int lane = Long.numberOfTrailingZeros(rest);
      Columns columns = Objects.requireNonNull(out[lane]);
      if ((even >>> lane & 1) != 0) {
        columns.setRegular(times[0], end > 1 ? times[1] - times[0] : 0, end);
        add(slab, lane, end, columns);
      } else {
        fill(slab, lane, columns);
      }
    }
  }

  /** Those of the lanes that have doubles in all rows before an end. */
  private long evenLanes(Slab slab, long lanes, int end) {
    long even = lanes;
    for (int row = 0; row < end && even != 0; row++) {
      long[] values = slab.page(pieces[row]);
      int at = Slab.base(pieces[row]);
      even &= values[at] & ~values[at + 1];
    }
    return even;
  }

  /** Copies the values of some lanes before an end, row by row: memory is read in its order. */
  private void copy(Slab slab, long lanes, int end, @Nullable Columns[] out) {
    long[][] columns = new long[Long.bitCount(lanes)][];
    int[] places = new int[columns.length];
    int n = 0;
    for (long rest = lanes; rest != 0; rest &= rest - 1) {
      int lane = Long.numberOfTrailingZeros(rest);
      columns[n] = Objects.requireNonNull(out[lane]).reserve(end);
      places[n++] = HEAD + lane;
    }
    for (int row = 0; row < end; row++) {
      long[] values = slab.page(pieces[row]);
      int at = Slab.base(pieces[row]);
      for (int i = 0; i < n; i++) {
        columns[i][row] = values[at + places[i]];
      }
    }
  }

  /** Adds as many from the first row on as are there, doubles and at regular times: how many. */
  private int fillRegular(Slab slab, int lane, Columns out) {
    int end = regular();
    long[] bits = out.reserve(end);
    int n = 0;
    while (n < end) {
      long[] values = slab.page(pieces[n]);
      int at = Slab.base(pieces[n]);
      if (((values[at] & ~values[at + 1]) >>> lane & 1) == 0) {
        break;
      }
      bits[n++] = values[at + HEAD + lane];
    }
    if (n > 0) {
      out.setRegular(times[0], n > 1 ? times[1] - times[0] : 0, n);
    }
    return n;
  }

  /** How many rows from the first on have times at one distance. */
  private int regular() {
    if (count < 2) {
      return count;
    }
    long step = times[1] - times[0];
    int n = step > 0 ? 2 : 1;
    while (n > 1 && n < count && times[n] - times[n - 1] == step) {
      n++;
    }
    return n;
  }

  /** Forgets all; the slab takes the memory back. */
  void clear() {
    count = 0;
    page = NO_TIMES;
  }
}
