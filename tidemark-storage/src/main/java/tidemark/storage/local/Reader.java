package tidemark.storage.local;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.Points;
import tidemark.model.Series;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.index.SeriesIndex;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.block.RegularPoints;
import tidemark.storage.local.codec.Columns;

/**
 * Joins what blocks and head have of a series. Blocks come in the order of the log sequence up to
 * which they were made, then what is being sealed, then the open points: at equal times the later
 * one holds. A tombstone applies to those that are older than it; open points were removed when it
 * was accepted.
 *
 * <p>The head is looked at before the blocks, so that what is sealed in between is seen twice
 * rather than not at all.
 */
final class Reader {
  private final Registry registry;
  private final Head head;
  private final SeriesIndex index;
  private final Blocks blocks;
  private final Sealer sealer;
  private final Expiry expiry;
  private final ArrayBlockingQueue<Scratch> scratches = new ArrayBlockingQueue<>(16);

  /** What a read needs, one at a time. */
  private static final class Scratch {
    final EntryReader entries = new EntryReader();
    final RegularPoints regular = new RegularPoints();
  }

  Reader(
      Registry registry,
      Head head,
      SeriesIndex index,
      Blocks blocks,
      Sealer sealer,
      Expiry expiry) {
    this.registry = registry;
    this.head = head;
    this.index = index;
    this.blocks = blocks;
    this.sealer = sealer;
    this.expiry = expiry;
  }

  void read(Fetch fetch, Consumer<Series> out) {
    RoaringBitmap selected = index.select(fetch.selector());
    if (fetch.empty() && selected.getLongCardinality() > fetch.maxSeries()) {
      throw tooMany(fetch);
    }
    Scratch scratch = scratches.poll();
    if (scratch == null) {
      scratch = new Scratch();
    }
    int handed = 0;
    BlockSet set = blocks.acquire();
    try {
      List<Block> overlapping = set.overlapping(fetch.range().from(), fetch.range().until());
      for (PeekableIntIterator slots = selected.getIntIterator(); slots.hasNext(); ) {
        if (fetch.stop().getAsBoolean()) {
          return;
        }
        HeadSeries series = registry.number(slots.next());
        if (series == null) {
          continue;
        }
        Snapshot snapshot = snapshot(series);
        if (!blocks.isCurrent(set)) {
          set.release();
          set = blocks.acquire();
          overlapping = set.overlapping(fetch.range().from(), fetch.range().until());
        }
        Points points = points(series, snapshot, overlapping, fetch, scratch);
        if (points.size() == 0 && !fetch.empty()) {
          continue;
        }
        if (handed++ == fetch.maxSeries()) {
          throw tooMany(fetch);
        }
        out.accept(new Series(series.key, points, 0));
      }
    } finally {
      set.release();
      scratches.offer(scratch);
    }
  }

  private Points points(
      HeadSeries series, Snapshot snapshot, List<Block> blocks, Fetch fetch, Scratch scratch) {
    long from = Math.max(expiry.horizon(series), fetch.range().from());
    long until = fetch.range().until();
    if (snapshot.addTo(scratch, series, blocks, fetch.range())) {
      return scratch.regular.points(from, until, fetch.last());
    }
    Columns columns = snapshot.join(scratch.entries, series, blocks, fetch.range());
    int end = columns.lowerBound(until);
    int start = columns.lowerBound(from);
    if (fetch.last() > 0) {
      start = Math.max(start, end - fetch.last());
    }
    return columns.points(Math.min(start, end), end);
  }

  private static StorageException tooMany(Fetch fetch) {
    return new StorageException(
        Reason.LIMIT, "more than " + fetch.maxSeries() + " series are selected");
  }

  /**
   * Whether a series has any point left that has not expired. Sure only while its shard is held.
   */
  boolean hasPoints(HeadSeries series) {
    TimeRange range = new TimeRange(expiry.horizon(series), Long.MAX_VALUE);
    BlockSet set = blocks.acquire();
    try {
      Snapshot snapshot = snapshot(series);
      Columns left =
          snapshot.join(
              new EntryReader(), series, set.overlapping(range.from(), range.until()), range);
      return left.lowerBound(range.from()) < left.size();
    } finally {
      set.release();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, never written
  private record Snapshot(
      @Nullable Columns open,
      @Nullable Columns frozen,
      long frozenCut,
      HeadSeries.Tombstone[] tombstones) {

    /** Puts regular points in a row; false if they are not all of that kind. */
    boolean addTo(Scratch scratch, HeadSeries series, List<Block> blocks, TimeRange range) {
      if (tombstones.length > 0) {
        return false;
      }
      RegularPoints out = scratch.regular;
      out.clear();
      for (Block block : blocks) {
        if (!block.addTo(out, scratch.entries, series.number, range.from(), range.until())) {
          return false;
        }
      }
      return (frozen == null || out.add(frozen)) && (open == null || out.add(open));
    }

    /** Merges what there is of the series. */
    Columns join(EntryReader entries, HeadSeries series, List<Block> blocks, TimeRange range) {
      Columns joined = null;
      for (Block block : blocks) {
        if (!hiddenWhole(block)) {
          Columns part = block.read(entries, series.number, range.from(), range.until());
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
      return older == null ? newer : newer == null ? older : Columns.merge(older, newer);
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

  private Snapshot snapshot(HeadSeries series) {
    Shard shard = head.shard(series);
    shard.lock.lock();
    try {
      return new Snapshot(
          series.open.isEmpty() ? null : shard.open(series),
          series.frozen.isEmpty() ? null : shard.frozen(series),
          sealer.frozenCut(),
          series.tombstones);
    } finally {
      shard.lock.unlock();
    }
  }
}
