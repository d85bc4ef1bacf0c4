package tidemark.storage.local;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.model.TimeRange;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.block.RegularPoints;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.TimeOrder;

/**
 * What the head had of a series at one moment, to be joined with its blocks. Blocks come in the
 * order of the log sequence up to which they were made, then what is being sealed, then the open
 * points: at equal times the later one holds. A tombstone applies to those that are older than it;
 * open points were removed when it was accepted.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, never written
record Snapshot(
    HeadSeries series,
    @Nullable Columns open,
    @Nullable Columns frozen,
    long frozenCut,
    HeadSeries.Tombstone[] tombstones) {

  /** The head must be looked at before the blocks, lest what is sealed in between is missed. */
  static Snapshot of(HeadSeries series, Head head, Sealer sealer) {
    Shard shard = head.shard(series);
    shard.lock.lock();
    try {
      return new Snapshot(
          series,
          shard.open(series.number),
          shard.frozen(series.number),
          sealer.frozenCut(),
          series.tombstones);
    } finally {
      shard.lock.unlock();
    }
  }

  /** The same without points of the head. */
  static Snapshot ofBlocks(HeadSeries series, Head head) {
    Shard shard = head.shard(series);
    shard.lock.lock();
    try {
      return new Snapshot(series, null, null, 0, series.tombstones);
    } finally {
      shard.lock.unlock();
    }
  }

  Snapshot withoutHead() {
    return new Snapshot(series, null, null, 0, tombstones);
  }

  /** Puts regular points in a row; false if they are not all of that kind. */
  boolean addTo(RegularPoints out, EntryReader entries, List<Block> blocks, TimeRange range) {
    if (tombstones.length > 0) {
      return false;
    }
    out.clear();
    for (Block block : blocks) {
      if (!block.addTo(out, entries, series.number, range.from(), range.until())) {
        return false;
      }
    }
    return (frozen == null || out.add(frozen)) && (open == null || out.add(open));
  }

  /** Merges what there is of the series: all points in the range and some around it. */
  Columns join(EntryReader entries, List<Block> blocks, long from, long until) {
    Columns joined = null;
    for (Block block : blocks) {
      if (block.overlaps(from, until) && !hiddenWhole(block)) {
        Columns part = block.read(entries, series.number, from, until);
        joined =
            merge(
                joined,
                part == null ? null : Tombstones.visible(part, tombstones, block.sequence()));
      }
    }
    joined =
        merge(joined, frozen == null ? null : Tombstones.visible(frozen, tombstones, frozenCut));
    joined = merge(joined, open);
    return joined == null ? new Columns(0) : joined;
  }

  private static @Nullable Columns merge(@Nullable Columns older, @Nullable Columns newer) {
    return older == null ? newer : newer == null ? older : TimeOrder.merge(older, newer);
  }

  private boolean hiddenWhole(Block block) {
    for (HeadSeries.Tombstone t : tombstones) {
      if (t.sequence() > block.sequence() && block.isWithin(t.from(), t.until())) {
        return true;
      }
    }
    return false;
  }
}
