package tidemark.storage.local;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tidemark.storage.index.SeriesIndex;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;
import tidemark.storage.local.names.IndexReader;

/**
 * Fills the catalog at start: every series that has a point in head, blocks or tiers, deletions
 * considered.
 */
final class CatalogRecovery {
  private final Registry registry;
  private final Head head;
  private final Blocks blocks;
  private final Tiers tiers;
  private final Reader reader;
  private final SeriesIndex index;

  CatalogRecovery(
      Registry registry, Head head, Blocks blocks, Tiers tiers, Reader reader, SeriesIndex index) {
    this.registry = registry;
    this.head = head;
    this.blocks = blocks;
    this.tiers = tiers;
    this.reader = reader;
    this.index = index;
  }

  /**
   * Fills it.
   *
   * @param names the names of which the registry was made, or null: then it goes without
   */
  void run(@Nullable IndexReader names) {
    BitSet stored = new BitSet();
    mark(blocks, stored);
    tiers.all().forEach(tier -> mark(tier, stored));
    if (names != null) {
      index.load(
          names.words(),
          names::word,
          loader ->
              names.each((number, words, depth, shared) -> {
                HeadSeries series = registry.number(number);
                if (series != null && hasPoints(series, stored)) {
                  loader.add(series.slot(), series.key, words, depth, shared);
                  head.shard(series).setIndexed(series.number, true);
                } else {
                  loader.skip(shared);
                }
              }));
    }
    for (@Nullable HeadSeries series : registry.numbers()) {
      if (series != null
          && !head.shard(series).isIndexed(series.number)
          && hasPoints(series, stored)) {
        index.add(series.slot(), series.key);
        head.shard(series).setIndexed(series.number, true);
      }
    }
  }

  private static void mark(Blocks blocks, BitSet stored) {
    BlockSet set = blocks.acquire();
    try {
      for (Block block : set.all()) {
        block.numbers(n -> stored.set(Math.clamp(n, 0, Integer.MAX_VALUE - 1)));
      }
    } finally {
      set.release();
    }
  }

  private boolean hasPoints(HeadSeries series, BitSet stored) {
    if (head.shard(series).hasOpen(series.number)) {
      return true;
    }
    // only deletions make it necessary to look at the points
    return stored.get(series.slot()) && (series.tombstones.length == 0 || reader.hasPoints(series));
  }
}
