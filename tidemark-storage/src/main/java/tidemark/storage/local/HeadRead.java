package tidemark.storage.local;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import tidemark.storage.local.codec.Columns;

/**
 * Takes the {@link Snapshot}s of a query's series, as many of a group at once as fit: a row of the
 * head has the values of neighbours side by side, so that reading it once for all of them touches
 * memory once. For one query and thread; columns are used again from group to group, so a snapshot
 * holds until {@link #advance} answers the next one.
 */
final class HeadRead {
  /** Series of one group that were asked for, in order; the shard is locked once for some. */
  private final HeadSeries[] asked = new HeadSeries[Rows.LANES];

  private final Snapshot[] snapshots = new Snapshot[Rows.LANES];
  private final @Nullable Columns[] open = new @Nullable Columns[Rows.LANES];
  private final @Nullable Columns[] frozen = new @Nullable Columns[Rows.LANES];
  private final PeekableIntIterator slots;
  private final Registry registry;
  private final Head head;
  private final Sealer sealer;
  private int count;
  private int taken;
  private int next;

  /** Of the series in these slots, which ascend. */
  HeadRead(PeekableIntIterator slots, Registry registry, Head head, Sealer sealer) {
    this.slots = slots;
    this.registry = registry;
    this.head = head;
    this.sealer = sealer;
  }

  /** The next series that exists; null after the last. */
  @Nullable Snapshot advance() {
    if (next == taken) {
      if (taken == count && !gather()) {
        return null;
      }
      take();
    }
    return snapshots[next++];
  }

  private boolean gather() {
    count = 0;
    taken = 0;
    next = 0;
    while (slots.hasNext() && (count == 0 || Head.areNear(number(0), slots.peekNext()))) {
      HeadSeries series = registry.number(slots.next());
      if (series != null) {
        asked[count++] = series;
      }
    }
    return count > 0;
  }

  private long number(int i) {
    return asked[i].number;
  }

  private void take() {
    Shard shard = head.of(number(taken));
    shard.lock.lock();
    try {
      HeadGroup group = shard.group(number(taken));
      int most = Math.min(group.open().together(), group.frozen().together());
      int end = Math.min(count, taken + most);
      long lanes = 0;
      for (int i = taken; i < end; i++) {
        lanes |= 1L << HeadGroup.lane(number(i));
      }
      shard.fillOpen(group, lanes, open);
      shard.fillFrozen(group, lanes, frozen);
      for (int i = taken; i < end; i++) {
        HeadSeries series = asked[i];
        int lane = HeadGroup.lane(series.number);
        snapshots[i] =
            new Snapshot(
                series,
                group.open().has(lane) ? open[lane] : null,
                group.frozen().has(lane) ? frozen[lane] : null,
                sealer.frozenCut(),
                series.tombstones);
      }
      taken = end;
    } finally {
      shard.lock.unlock();
    }
  }
}
