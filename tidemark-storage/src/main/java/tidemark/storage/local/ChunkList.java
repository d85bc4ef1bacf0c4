package tidemark.storage.local;

import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.TimeOrder;

/**
 * The open points of one series: a list of chunks in a {@link Slab}. A point that follows the one
 * before is a store and a bit; guarded by the shard's lock, once frozen it is only read.
 *
 * <p>Senders behind a load balancer deliver the points of a series a little out of order. So a
 * chunk is a grid: the value at start + i x step goes to slot i whenever it comes, and what is
 * sealed is in order without sorting. The step is the greatest common divisor of the distances met;
 * a chunk that gets too wide with it, because times are irregular, turns into pairs of (time,
 * value), also kept in order. A time before the last chunk goes to the chunk before it if that has
 * a slot for it; only what is later still leaves chunks that overlap, which readers have to sort.
 *
 * <p>The first chunk is small, because many series have few points, and grows once. The head words
 * of the last chunk are kept in fields and stored when the next one is begun. Of equal times the
 * one that came last wins: in a chunk it replaces, and of overlapping chunks the later one holds;
 * that is why a point may go to the chunk before the last only if its time is before all of the
 * last.
 */
final class ChunkList {
  private static final long[] NONE = new long[0];

  private int first;
  private int before;
  private int tail;
  private long[] page = NONE;
  private int base;
  private int capacity;
  private boolean pairs;
  private long marks;
  private long start;
  private long step;
  private long filled;

  /** The time that goes to slot {@link #next}, which is {@link #capacity} when none does. */
  private long expected;

  private int next;

  /** The greatest time in the chunks before the last; those are in order if it is before start. */
  private long reached;

  private int done;
  private boolean unsorted;

  boolean isEmpty() {
    return tail == 0;
  }

  /** Points taken; a repeated time may count more than once. */
  int size() {
    return done + Long.bitCount(filled);
  }

  void clear() {
    first = 0;
    before = 0;
    tail = 0;
    page = NONE;
    capacity = 0;
    next = 0;
    filled = 0;
    done = 0;
    unsorted = false;
  }

  /** Takes a point. */
  void put(Slab slab, long timestamp, long bits, boolean integer) {
    if (timestamp == expected && next < capacity) {
      set(next, bits, integer);
      next++;
      expected = timestamp + step;
    } else if (tail == 0) {
      reached = Long.MIN_VALUE;
      open(slab, Chunk.SMALL, timestamp, 0);
      set(0, bits, integer);
    } else if (timestamp >= start || !putBefore(slab, timestamp, bits, integer)) {
      putAny(slab, timestamp, bits, integer);
    }
  }

  private void set(int slot, long bits, boolean integer) {
    page[base + Chunk.HEAD + slot] = bits;
    long bit = 1L << slot;
    filled |= bit;
    marks = integer ? marks | bit : marks & ~bit;
  }

  private void putAny(Slab slab, long timestamp, long bits, boolean integer) {
    int slot = pairs ? -1 : slot(slab, timestamp);
    if (slot >= 0) {
      set(slot, bits, integer);
      boolean followed = step > 0 && timestamp + step > timestamp;
      next = followed ? slot + 1 : capacity;
      expected = timestamp + step;
    } else if (!putPair(timestamp, bits, integer)) {
      follow(slab, timestamp);
      putAny(slab, timestamp, bits, integer);
    }
  }

  /** The slot of a time, if need be on a finer or longer grid; -1 if none takes it. */
  private int slot(Slab slab, long timestamp) {
    long distance = timestamp - start;
    if (step > 0 && isAfter(timestamp) && distance % step == 0 && distance / step < capacity) {
      return (int) (distance / step);
    }
    long from = Math.min(start, timestamp);
    long span = Math.max(end(), timestamp) - from;
    long finer = gcd(step, Math.abs(distance));
    if (span < 0 || finer <= 0 || span / finer >= Chunk.LARGE) {
      return span == 0 ? 0 : -1;
    }
    if (span / finer >= capacity) {
      grow(slab);
    }
    regrid(from, finer);
    return (int) ((timestamp - from) / finer);
  }

  /** Whether a time is not before start, nor so far after it that their distance overflows. */
  private boolean isAfter(long timestamp) {
    return timestamp >= start && timestamp - start >= 0;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The greatest time in the last chunk. */
  private long end() {
    int last = 63 - Long.numberOfLeadingZeros(filled);
    return pairs ? page[base + Chunk.HEAD + 2 * last] : start + last * step;
  }

  private void grow(Slab slab) {
    int piece = slab.allocate(Chunk.HEAD + Chunk.LARGE);
    long[] to = slab.page(piece);
    System.arraycopy(page, base + Chunk.HEAD, to, Slab.base(piece) + Chunk.HEAD, Chunk.SMALL);
    first = piece;
    tail = piece;
    page = to;
    base = Slab.base(piece);
    capacity = Chunk.LARGE;
  }

  private void regrid(long from, long finer) {
    long shift = (start - from) / finer;
    long factor = step / finer;
    long slots = filled;
    long integers = marks;
    filled = 0;
    marks = 0;
    while (slots != 0) {
      int last = 63 - Long.numberOfLeadingZeros(slots);
      slots &= ~(1L << last);
      // a slot never moves down, so from the top none is overwritten
      set(
          (int) (last * factor + shift),
          page[base + Chunk.HEAD + last],
          (integers >>> last & 1) != 0);
    }
    step = finer;
    begins(from);
  }

  private void begins(long timestamp) {
    start = timestamp;
    unsorted |= start <= reached;
  }

  /** Puts a pair in its place; false if there is no room. */
  private boolean putPair(long timestamp, long bits, boolean integer) {
    int n = Long.bitCount(filled);
    boolean room = 2 * n + 2 <= capacity;
    if (!pairs) {
      if (!room) {
        return false;
      }
      pair(n);
    }
    int at = base + Chunk.HEAD;
    int i = n;
    while (i > 0 && page[at + 2 * (i - 1)] > timestamp) {
      i--;
    }
    if (i > 0 && page[at + 2 * (i - 1)] == timestamp) {
      i--;
    } else if (room) {
      System.arraycopy(page, at + 2 * i, page, at + 2 * i + 2, 2 * (n - i));
      long below = (1L << i) - 1;
      marks = (marks & below) | (marks & ~below) << 1;
      filled = filled << 1 | 1;
      page[at + 2 * i] = timestamp;
    } else {
      return false;
    }
    page[at + 2 * i + 1] = bits;
    marks = integer ? marks | 1L << i : marks & ~(1L << i);
    if (timestamp < start) {
      begins(timestamp);
    }
    return true;
  }

  private void pair(int n) {
    Chunk.pair(page, base, filled, start, step);
    marks = Long.compress(marks, filled);
    filled = (1L << n) - 1;
    pairs = true;
    next = capacity;
  }

  /** Begins a chunk for a time that the last one has no room for. */
  private void follow(Slab slab, long timestamp) {
    long distance = timestamp - start;
    boolean onGrid = !pairs && step > 0 && isAfter(timestamp) && distance % step == 0;
    boolean near = onGrid && distance / step < 2L * capacity;
    long from =
        near ? start + capacity * step : timestamp; // near: others of its window may be late
    reached = Math.max(reached, end());
    done += Long.bitCount(filled);
    open(slab, Chunk.LARGE, from, onGrid ? step : 0);
  }

  private void open(Slab slab, int slots, long from, long distance) {
    int piece = slab.allocate(Chunk.HEAD + slots);
    if (tail == 0) {
      first = piece;
    } else {
      Chunk.store(page, base, piece, pairs, capacity == Chunk.SMALL, marks, start, step, filled);
    }
    before = tail;
    tail = piece;
    page = slab.page(piece);
    base = Slab.base(piece);
    capacity = slots;
    next = slots;
    pairs = false;
    marks = 0;
    filled = 0;
    step = distance;
    begins(from);
  }

  /** Puts a point into the chunk before the last; false if it has no slot for it. */
  private boolean putBefore(Slab slab, long timestamp, long bits, boolean integer) {
    int more = before == 0 ? -1 : Chunk.put(slab, before, timestamp, bits, integer);
    if (more < 0) {
      return false;
    }
    done += more;
    reached = Math.max(reached, timestamp);
    return true;
  }

  /** Whether some came so late that chunks overlap. */
  boolean isUnsorted() {
    return unsorted;
  }

  /** The greatest time, if there is a point and none {@link #isUnsorted}. */
  long last() {
    return end();
  }

  /** The least time, if there is a point and none {@link #isUnsorted}. */
  long first(Slab slab) {
    return first == tail ? start : Chunk.start(slab, first);
  }

  /** All points as columns, sorted. */
  Columns columns(Slab slab) {
    Columns out = new Columns(size());
    fill(slab, out);
    return out;
  }

  /** The same into columns that are empty. */
  void fill(Slab slab, Columns out) {
    for (int piece = first; piece != tail; piece = Chunk.next(slab, piece)) {
      Chunk.add(slab, piece, out);
    }
    if (pairs) {
      Chunk.addPairs(page, base, filled, marks, out);
    } else {
      Chunk.addGrid(page, base, filled, marks, start, step, out);
    }
    if (unsorted) {
      TimeOrder.sort(out);
    }
  }
}
