package tidemark.storage.local;

import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.TimeOrder;

/**
 * The open points of one series: a list of chunks in a {@link Slab}, in the order in which they
 * arrived. Nothing is sorted on the way in: a point is one store in the usual case, and whoever
 * reads or seals sorts what came late; among equal times the one that came last wins. Guarded by
 * the shard's lock; once frozen it is only read.
 *
 * <pre>
 *   long 0   next chunk (high 32 bits), points in it (low 31), bit 31: pairs
 *   long 1   marks: bit i set when value i is an integer
 *   long 2   first time      long 3   step
 *   long 4.. values at first, first + step, ...; or pairs of (time, value)
 * </pre>
 *
 * <p>The first chunk is small, because many series have few points. A chunk starts out regular; at
 * the first time that does not fit it turns into pairs if they have room, or is left as it is for a
 * new one. The head words of the last chunk are kept in fields and stored when the next one is
 * begun.
 */
final class ChunkList {
  private static final int HEAD = 4;
  private static final int SMALL = 16;
  private static final int LARGE = 64;
  private static final int PAIRS = 1 << 31;

  private int first;
  private int tail;
  private long[] page = new long[0];
  private int base;
  private int capacity;
  private int count;
  private boolean pairs;
  private long marks;
  private long start;
  private long step;
  private long expected;
  private long last;
  private boolean unsorted;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** Points taken, repeated times counted each time. */
  int size() {
    return size;
  }

  void clear() {
    first = 0;
    tail = 0;
    page = NONE;
    capacity = 0;
    count = 0;
    pairs = false;
    marks = 0;
    unsorted = false;
    size = 0;
  }

  private static final long[] NONE = new long[0];

  /** Takes a point. */
  void put(Slab slab, long timestamp, long bits, boolean integer) {
    if (timestamp == expected && count >= 2 && count < capacity && !pairs && !integer && step > 0) {
      page[base + HEAD + count] = bits;
      count++;
      size++;
      last = timestamp;
      expected = timestamp + step;
    } else {
      putAny(slab, timestamp, bits, integer);
    }
  }

  private void putAny(Slab slab, long timestamp, long bits, boolean integer) {
    if (size > 0) {
      if (timestamp == last) {
        replaceLast(bits, integer);
        return;
      }
      unsorted |= timestamp < last;
    }
    if (size == 0 || !place(timestamp)) {
      open(slab, timestamp);
    }
    int at = base + HEAD;
    if (pairs) {
      page[at + 2 * count] = timestamp;
      page[at + 2 * count + 1] = bits;
    } else {
      page[at + count] = bits;
    }
    if (integer) {
      marks |= 1L << count;
    }
    count++;
    size++;
    last = timestamp;
    expected = timestamp + step;
  }

  private void replaceLast(long bits, boolean integer) {
    int i = count - 1;
    page[base + HEAD + (pairs ? 2 * i + 1 : i)] = bits;
    marks = integer ? marks | 1L << i : marks & ~(1L << i);
  }

  /** Makes the open chunk ready for one more point at a time; false if it has no room. */
  private boolean place(long timestamp) {
    if (pairs) {
      return 2 * count + 2 <= capacity;
    }
    if (count == 1) {
      step = timestamp - start;
      return count < capacity;
    }
    if (timestamp == start + count * step) {
      return count < capacity;
    }
    if (2 * count + 2 > capacity) {
      return false;
    }
    int at = base + HEAD;
    for (int i = count - 1; i >= 0; i--) {
      page[at + 2 * i + 1] = page[at + i];
      page[at + 2 * i] = start + i * step;
    }
    pairs = true;
    return true;
  }

  private void open(Slab slab, long timestamp) {
    int longs = size == 0 ? SMALL : LARGE;
    int piece = slab.allocate(longs);
    if (tail == 0) {
      first = piece;
    } else {
      page[base] = ((long) piece << 32) | count | (pairs ? PAIRS & 0xffffffffL : 0);
      page[base + 1] = marks;
      page[base + 2] = start;
      page[base + 3] = step;
    }
    tail = piece;
    page = slab.page(piece);
    base = Slab.base(piece);
    capacity = longs - HEAD;
    count = 0;
    pairs = false;
    marks = 0;
    start = timestamp;
    step = 0;
  }

  /** Whether some came late. */
  boolean isUnsorted() {
    return unsorted;
  }

  /** The time of the point that came last. */
  long last() {
    return last;
  }

  /** The time of the point that came first. */
  long first(Slab slab) {
    return first == tail ? start : slab.page(first)[Slab.base(first) + 2];
  }

  /** All points as columns, sorted. */
  Columns columns(Slab slab) {
    Columns out = new Columns(size);
    fill(slab, out);
    return out;
  }

  /** The same into columns that are empty. */
  void fill(Slab slab, Columns out) {
    for (int piece = first; piece != 0; ) {
      boolean open = piece == tail;
      long[] from = slab.page(piece);
      int at = Slab.base(piece);
      long head = open ? 0 : from[at];
      int n = open ? count : (int) head & ~PAIRS;
      boolean paired = open ? pairs : ((int) head & PAIRS) != 0;
      long mark = open ? marks : from[at + 1];
      long begin = open ? start : from[at + 2];
      long distance = open ? step : from[at + 3];
      if (paired) {
        for (int i = 0; i < n; i++) {
          out.add(from[at + HEAD + 2 * i], from[at + HEAD + 2 * i + 1], (mark >>> i & 1) != 0);
        }
      } else {
        out.addRun(begin, distance, from, at + HEAD, n, mark);
      }
      piece = open ? 0 : (int) (head >>> 32);
    }
    if (unsorted) {
      TimeOrder.sort(out);
    }
  }
}
