package tidemark.storage.local;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The memory of the head, in pages that are used again after sealing. A supplier thread keeps some
 * ready, so that connection threads neither allocate nor wait for zeroed memory; when none is ready
 * they allocate themselves. Thread-safe.
 *
 * <p>Bounded: it keeps at most {@code limit} pages for reuse. What bounds the pages in use is that
 * writers are held back ({@link Sealer#awaitRoom}).
 */
final class PagePool {
  /** Longs in a page: 256 KiB. */
  static final int PAGE = 1 << 15;

  private final int limit;
  private final int ready;
  private final ArrayDeque<long[]> free;
  private int used;
  private volatile boolean closed;
  private volatile @Nullable Thread supplier;

  /**
   * A pool.
   *
   * @param limit pages kept for reuse at most
   * @param ready pages the supplier keeps allocated ahead
   */
  PagePool(int limit, int ready) {
    this.limit = limit;
    this.ready = Math.min(ready, limit);
    this.free = new ArrayDeque<>(limit);
  }

  /** A page with any content. */
  long[] take() {
    long[] page = poll();
    return page == null ? new long[PAGE] : page;
  }

  private synchronized long @Nullable [] poll() {
    used++;
    Thread thread = supplier;
    if (thread != null && free.size() <= ready >>> 1) {
      LockSupport.unpark(thread);
    }
    return free.pollLast();
  }

  synchronized void give(long[] page) {
    used--;
    put(page);
  }

  private synchronized boolean put(long[] page) {
    if (free.size() == limit) {
      return false;
    }
    free.addLast(page);
    return true;
  }

  /** Pages in use. */
  synchronized int used() {
    return used;
  }

  private synchronized boolean wants() {
    return free.size() < ready;
  }

  /** What the supplier thread runs until {@link #close}. */
  void supply() {
    supplier = Thread.currentThread();
    while (!closed) {
      while (wants() && put(new long[PAGE])) {}
      LockSupport.park(this);
    }
  }

  void close() {
    closed = true;
    LockSupport.unpark(supplier);
  }
}
