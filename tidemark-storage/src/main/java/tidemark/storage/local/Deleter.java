package tidemark.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.Selector;
import tidemark.model.TimeRange;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.index.SeriesIndex;
import tidemark.storage.local.log.FrameBuffer;
import tidemark.storage.local.log.Log;
import tidemark.storage.local.log.Records;

/**
 * Deletes points: a tombstone goes to the log, open points go away, older ones are hidden from then
 * on. A series without a point left leaves the catalog; its number stays its own.
 */
final class Deleter {
  private final Registry registry;
  private final Head head;
  private final SeriesIndex index;
  private final Reader reader;
  private final Log log;
  private final Tombstones tombstones;

  Deleter(
      Registry registry,
      Head head,
      SeriesIndex index,
      Reader reader,
      Log log,
      Tombstones tombstones) {
    this.registry = registry;
    this.head = head;
    this.index = index;
    this.reader = reader;
    this.log = log;
    this.tombstones = tombstones;
  }

  void delete(Selector selector, TimeRange range) {
    List<HeadSeries> selected = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    int mask = 0;
    RoaringBitmap slots = index.select(selector);
    for (int slot : slots) {
      HeadSeries series = registry.number(slot);
      if (series != null) {
        selected.add(series);
        numbers.add(series.number);
        mask |= 1 << Head.shardOf(slot);
      }
    }
    if (selected.isEmpty() || range.isEmpty()) {
      return;
    }
    FrameBuffer frames = new FrameBuffer(64 + 2 * numbers.size());
    Records.Deleted deleted = new Records.Deleted(range.from(), range.until(), numbers);
    Records.putDelete(frames, deleted);
    try {
      head.lock(mask);
      try {
        long sequence = log.append(frames);
        tombstones.accept(sequence, deleted);
        for (HeadSeries series : selected) {
          apply(series, sequence, range);
        }
      } finally {
        head.unlock(mask);
      }
      selected.forEach(this::forgetIfEmpty);
      log.sync();
    } catch (IOException e) {
      throw new StorageException(Reason.UNAVAILABLE, "the deletion may not be durable", e);
    }
  }

  private void apply(HeadSeries series, long sequence, TimeRange range) {
    head.shard(series).remove(series.number, range.from(), range.until());
    series.hide(new HeadSeries.Tombstone(sequence, range.from(), range.until()));
  }

  /**
   * Looks at the points, which may be many, without a lock first: only who seems to have none is
   * looked at again while nobody writes to it.
   */
  private void forgetIfEmpty(HeadSeries series) {
    if (reader.hasPoints(series)) {
      return;
    }
    Shard shard = head.shard(series);
    shard.lock.lock();
    try {
      if (shard.isIndexed(series.number) && !reader.hasPoints(series)) {
        index.remove(series.slot());
        shard.setIndexed(series.number, false);
      }
    } finally {
      shard.lock.unlock();
    }
  }
}
