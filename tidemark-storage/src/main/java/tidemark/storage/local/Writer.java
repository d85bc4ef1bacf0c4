package tidemark.storage.local;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import tidemark.metrics.Counter;
import tidemark.model.Batch;
import tidemark.model.SeriesTable;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.index.SeriesIndex;
import tidemark.storage.local.log.Log;

/**
 * The way of a batch into log and head. The caller's thread does it all: frames are made without
 * locks, then the touched shards are locked, the frames appended with one write call, the points
 * put into the head, the shards released. Nothing is allocated per point once its series is known.
 */
final class Writer {
  /**
   * Points per frame; a longer batch becomes several frames, each taken as a whole or not at all.
   */
  private static final int FRAME_POINTS = 1 << 15;

  private final SeriesTable table;
  private final Registry registry;
  private final Head head;
  private final SeriesIndex index;
  private final Log log;
  private final LogSync sync;
  private final Sealer sealer;
  private final Status status;
  private final boolean syncAlways;
  private final Counter points;
  private final Head.Unseen unseen = this::show;
  private final ArrayBlockingQueue<WriteScratch> scratches = new ArrayBlockingQueue<>(64);

  Writer(
      SeriesTable table,
      Registry registry,
      Head head,
      SeriesIndex index,
      Log log,
      LogSync sync,
      Sealer sealer,
      Status status,
      boolean syncAlways,
      Counter points) {
    this.table = table;
    this.registry = registry;
    this.head = head;
    this.index = index;
    this.log = log;
    this.sync = sync;
    this.sealer = sealer;
    this.status = status;
    this.syncAlways = syncAlways;
    this.points = points;
  }

  void write(Batch batch) {
    if (batch.table() != table) {
      throw new IllegalArgumentException("a batch with the ids of another series table");
    }
    WriteScratch scratch = scratches.poll();
    if (scratch == null) {
      scratch = new WriteScratch();
    }
    long sequence = 0;
    for (int from = 0, n = batch.size(); from < n; from += FRAME_POINTS) {
      status.checkWritable();
      sealer.awaitRoom();
      sequence = write(batch, from, Math.min(from + FRAME_POINTS, n), scratch);
    }
    scratches.offer(scratch);
    if (syncAlways && sequence != 0) {
      sync.through(sequence);
    }
  }

  private long write(Batch batch, int from, int to, WriteScratch scratch) {
    try {
      int mask = scratch.prepare(batch, from, to, registry);
      head.lock(mask);
      try {
        long sequence = log.append(scratch.frames);
        scratch.logged();
        head.put(batch, from, to, scratch.numbers(), unseen);
        points.add(to - from);
        return sequence;
      } finally {
        head.unlock(mask);
        sealer.fresh();
      }
    } catch (IOException e) {
      throw new StorageException(Reason.UNAVAILABLE, "the log took nothing of this batch", e);
    } finally {
      scratch.reset();
    }
  }

  private void show(Shard shard, int base, long lanes) {
    for (long rest = lanes; rest != 0; rest &= rest - 1) {
      HeadSeries series = registry.number(base + Long.numberOfTrailingZeros(rest));
      if (series != null) {
        index.add(series.slot(), series.key);
        shard.setIndexed(series.number, true);
      }
    }
  }
}
