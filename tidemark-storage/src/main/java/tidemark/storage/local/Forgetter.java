package tidemark.storage.local;

import org.jspecify.annotations.Nullable;
import tidemark.storage.index.SeriesIndex;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;

/**
 * Takes series out of the catalog when their last point has expired. Their numbers stay their own,
 * and the next point brings them back.
 */
final class Forgetter {
  private final Registry registry;
  private final Head head;
  private final SeriesIndex index;
  private final Blocks blocks;
  private final Tiers tiers;
  private final Reader reader;
  private final Expiries expiries;

  Forgetter(
      Registry registry,
      Head head,
      SeriesIndex index,
      Blocks blocks,
      Tiers tiers,
      Reader reader,
      Expiries expiries) {
    this.registry = registry;
    this.head = head;
    this.index = index;
    this.blocks = blocks;
    this.tiers = tiers;
    this.reader = reader;
    this.expiries = expiries;
  }

  void run() {
    Expiry expiry = expiries.now();
    for (@Nullable HeadSeries series : registry.numbers()) {
      if (series != null) {
        long horizon = expiry.horizon(series);
        if (horizon != Long.MIN_VALUE && !isInBlocks(series, horizon)) {
          forgetIfEmpty(series);
        }
      }
    }
  }

  /** By the index of the blocks alone, so that series in use cost no lock. */
  private boolean isInBlocks(HeadSeries series, long horizon) {
    return isIn(blocks, series, horizon)
        || tiers.all().stream().anyMatch(tier -> isIn(tier, series, horizon));
  }

  private static boolean isIn(Blocks blocks, HeadSeries series, long horizon) {
    BlockSet set = blocks.acquire();
    try {
      for (Block block : set.overlapping(horizon, Long.MAX_VALUE)) {
        if (block.reaches(series.number, horizon)) {
          return true;
        }
      }
      return false;
    } finally {
      set.release();
    }
  }

  private void forgetIfEmpty(HeadSeries series) {
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
