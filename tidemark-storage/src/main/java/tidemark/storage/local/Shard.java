package tidemark.storage.local;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import tidemark.storage.local.codec.Columns;

/**
 * A part of the head: the series whose numbers are equal modulo the number of shards.
 *
 * <p>Lock order: shards in ascending order, then the log's lock. Whoever writes holds the shards it
 * touches from before the append until it is applied, so that within a shard the order of the log
 * is the order of the head.
 */
final class Shard {
  final ReentrantLock lock = new ReentrantLock();
  private Slab slab;
  private Slab frozenSlab;
  private HeadSeries[] touched = new HeadSeries[64];
  private int count;

  Shard(PagePool pool) {
    slab = new Slab(pool);
    frozenSlab = new Slab(pool);
  }

  void put(HeadSeries series, long timestamp, long bits, boolean integer) {
    ChunkList open = series.open;
    if (open.isEmpty()) {
      touch(series);
    }
    open.put(slab, timestamp, bits, integer);
  }

  private void touch(HeadSeries series) {
    if (count == touched.length) {
      touched = Arrays.copyOf(touched, 2 * count);
    }
    touched[count++] = series;
  }

  boolean isEmpty() {
    return count == 0;
  }

  Columns open(HeadSeries series) {
    return series.open.columns(slab);
  }

  /** Also without the lock, by the sealer, until {@link #thaw}. */
  Columns frozen(HeadSeries series) {
    return series.frozen.columns(frozenSlab);
  }

  /** The same into columns that are empty. */
  void frozen(HeadSeries series, Columns out) {
    series.frozen.fill(frozenSlab, out);
  }

  /** The time of the first frozen point that came. */
  long frozenFirst(HeadSeries series) {
    return series.frozen.first(frozenSlab);
  }

  /** Removes open points; their memory comes back with the next sealing. */
  void remove(HeadSeries series, long from, long until) {
    if (series.open.isEmpty()) {
      return;
    }
    Columns rest = open(series).without(from, until);
    if (rest.size() == series.open.size()) {
      return;
    }
    // the series stays listed as touched; an empty one is skipped when it is sealed
    series.open.clear();
    for (int i = 0; i < rest.size(); i++) {
      series.open.put(slab, rest.timestamp(i), rest.bits(i), rest.isInteger(i));
    }
    if (rest.isEmpty()) {
      untouch(series);
    }
  }

  private void untouch(HeadSeries series) {
    for (int i = 0; i < count; i++) {
      if (touched[i] == series) {
        touched[i] = touched[--count];
        return;
      }
    }
  }

  /** Sets the open points aside and returns the series that have some. */
  HeadSeries[] freeze() {
    HeadSeries[] frozen = Arrays.copyOf(touched, count);
    Arrays.fill(touched, 0, count, null);
    count = 0;
    for (HeadSeries series : frozen) {
      series.freeze();
    }
    Slab swap = frozenSlab;
    frozenSlab = slab;
    slab = swap;
    return frozen;
  }

  /** Forgets what was set aside, which is in blocks now. */
  void thaw(HeadSeries series) {
    series.frozen.clear();
  }

  void thawed() {
    frozenSlab.release();
  }
}
