package tidemark.server.opentsdb;

import java.util.Arrays;
import tidemark.model.Batch;
import tidemark.model.SeriesTable;
import tidemark.model.Sink;

/**
 * Gives uids to what OpenTSDB's doors take in, once it has been accepted: a refused point gives
 * none. Costs one look at a bit per point. Thread-safe.
 */
public final class UidSink implements Sink {
  private final SeriesTable table;
  private final Sink inner;
  private final UidTable uids;

  /** A bit for each series id that has its uids; written under the lock, read without. */
  private volatile long[] seen = new long[1024];

  public UidSink(SeriesTable table, Sink inner, UidTable uids) {
    this.table = table;
    this.inner = inner;
    this.uids = uids;
    table.onRetire(this::forget);
  }

  @Override
  public void accept(Batch batch) {
    inner.accept(batch);
    long[] known = seen;
    for (int i = 0; i < batch.size(); i++) {
      int id = batch.series(i);
      if (id >>> 6 >= known.length || (known[id >>> 6] & (1L << id)) == 0) {
        uids.assign(table.key(id));
        remember(id);
        known = seen;
      }
    }
  }

  private synchronized void remember(int id) {
    long[] bits = seen;
    if (id >>> 6 >= bits.length) {
      bits = Arrays.copyOf(bits, Math.max(bits.length * 2, (id >>> 6) + 1));
    }
    bits[id >>> 6] |= 1L << id;
    seen = bits;
  }

  private synchronized void forget(int id) {
    if (id >>> 6 < seen.length) {
      seen[id >>> 6] &= ~(1L << id);
    }
  }
}
