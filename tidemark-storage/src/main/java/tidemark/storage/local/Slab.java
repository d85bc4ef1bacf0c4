package tidemark.storage.local;

import java.util.Arrays;

/**
 * Memory for the open points of one shard between two sealings: handed out in pieces, given back as
 * a whole. Guarded by the shard's lock.
 *
 * <p>A piece is named by an int, {@code (page << 14 | place) + 1} with places of 2 longs; 0 names
 * none.
 */
final class Slab {
  private static final int UNIT = 2;
  private static final int UNITS = PagePool.PAGE / UNIT;
  private static final int PLACE_BITS = Integer.numberOfTrailingZeros(UNITS);

  private static final long[][] NONE = {};

  private final PagePool pool;
  private long[][] pages = NONE;
  private int next = UNITS;

  Slab(PagePool pool) {
    this.pool = pool;
  }

  /** A piece of {@code longs}, an even number; its content is undefined. */
  int allocate(int longs) {
    int units = longs / UNIT;
    if (next + units > UNITS) {
      // One more each time: a page is so large that the copy is nothing beside filling it.
      pages = Arrays.copyOf(pages, pages.length + 1);
      pages[pages.length - 1] = pool.take();
      next = 0;
    }
    int piece = ((pages.length - 1) << PLACE_BITS | next) + 1;
    next += units;
    return piece;
  }

  long[] page(int piece) {
    return pages[(piece - 1) >>> PLACE_BITS];
  }

  static int base(int piece) {
    return ((piece - 1) & (UNITS - 1)) * UNIT;
  }

  /** Gives all pages back; no piece may be used afterwards. */
  void release() {
    for (long[] page : pages) {
      pool.give(page);
    }
    pages = NONE;
    next = UNITS;
  }
}
