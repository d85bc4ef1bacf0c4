package tidemark.storage.local;

import tidemark.storage.local.codec.Columns;

/**
 * A chunk of points of one series in a {@link Slab}: a grid of values, or pairs of (time, value) in
 * order of time.
 *
 * <pre>
 *   long 0   next chunk (high 32 bits); bit 0: pairs; bit 1: small
 *   long 1   marks: bit i set when value i is an integer
 *   long 2   first time      long 3   step
 *   long 4   slots filled, or the lowest bits: as many as there are pairs
 *   long 5.. values by slot; or pairs of (time, value)
 * </pre>
 *
 * <p>See {@link ChunkList}, which keeps the head words of a list's last chunk to itself.
 */
final class Chunk {
  /** Longs before the values. */
  static final int HEAD = 5;

  /** Slots of a list's first chunk, at first. */
  static final int SMALL = 16 - HEAD;

  /** Slots of all others; there must be a bit for each. */
  static final int LARGE = 64 - HEAD;

  private static final long PAIRS = 1;
  private static final long SHORT = 2;

  private Chunk() {}

  static void store(
      long[] page,
      int at,
      int next,
      boolean pairs,
      boolean small,
      long marks,
      long start,
      long step,
      long filled) {
    page[at] = ((long) next << 32) | (pairs ? PAIRS : 0) | (small ? SHORT : 0);
    page[at + 1] = marks;
    page[at + 2] = start;
    page[at + 3] = step;
    page[at + 4] = filled;
  }

  static int next(Slab slab, int piece) {
    return (int) (slab.page(piece)[Slab.base(piece)] >>> 32);
  }

  static long start(Slab slab, int piece) {
    return slab.page(piece)[Slab.base(piece) + 2];
  }

  /**
   * Puts a point into its slot of a grid.
   *
   * @return points that are now more, 0 or 1; -1 if there is no slot for it
   */
  static int put(Slab slab, int piece, long timestamp, long bits, boolean integer) {
    long[] page = slab.page(piece);
    int at = Slab.base(piece);
    long distance = timestamp - page[at + 2];
    long step = page[at + 3];
    boolean after = timestamp >= page[at + 2] && distance >= 0;
    if ((page[at] & PAIRS) != 0 || step <= 0 || !after || distance % step != 0) {
      return -1;
    }
    long slot = distance / step;
    if (slot >= ((page[at] & SHORT) != 0 ? SMALL : LARGE)) {
      return -1;
    }
    long bit = 1L << slot;
    int more = (page[at + 4] & bit) == 0 ? 1 : 0;
    page[at + HEAD + (int) slot] = bits;
    page[at + 4] |= bit;
    page[at + 1] = integer ? page[at + 1] | bit : page[at + 1] & ~bit;
    return more;
  }

  /** Turns the values of a grid into pairs, for which there must be room. */
  static void pair(long[] page, int at, long filled, long start, long step) {
    int n = Long.bitCount(filled);
    int values = at + HEAD;
    // to the low end first, then apart from the top: no value is overwritten before it has moved
    long slots = filled;
    for (int i = 0; i < n; i++, slots &= slots - 1) {
      page[values + i] = page[values + Long.numberOfTrailingZeros(slots)];
    }
    slots = filled;
    for (int i = n - 1; i >= 0; i--) {
      int slot = 63 - Long.numberOfLeadingZeros(slots);
      slots &= ~(1L << slot);
      page[values + 2 * i + 1] = page[values + i];
      page[values + 2 * i] = start + slot * step;
    }
  }

  /** Adds the points to columns. */
  static void add(Slab slab, int piece, Columns out) {
    long[] page = slab.page(piece);
    int at = Slab.base(piece);
    if ((page[at] & PAIRS) != 0) {
      addPairs(page, at, page[at + 4], page[at + 1], out);
    } else {
      addGrid(page, at, page[at + 4], page[at + 1], page[at + 2], page[at + 3], out);
    }
  }

  static void addPairs(long[] page, int at, long filled, long marks, Columns out) {
    int n = Long.bitCount(filled);
    for (int i = 0; i < n; i++) {
      int pair = at + HEAD + 2 * i;
      out.add(page[pair], page[pair + 1], (marks >>> i & 1) != 0);
    }
  }

  static void addGrid(
      long[] page, int at, long filled, long marks, long start, long step, Columns out) {
    for (long slots = filled; slots != 0; ) {
      int slot = Long.numberOfTrailingZeros(slots);
      int run = Long.numberOfTrailingZeros(~(slots >>> slot));
      out.addRun(start + slot * step, step, page, at + HEAD + slot, run, marks >>> slot);
      slots &= -1L << (slot + run);
    }
  }
}
