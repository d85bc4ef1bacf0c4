package tidemark.storage.local;

import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.log.Records;

/** Whether a deletion still hides points that lie in blocks. */
final class Hiding {
  private Hiding() {}

  /** In any of these blocks or of the tiers. */
  static boolean anywhere(Blocks blocks, Tiers tiers, long sequence, Records.Deleted deleted) {
    return in(blocks, sequence, deleted)
        || tiers.all().stream().anyMatch(tier -> in(tier, sequence, deleted));
  }

  private static boolean in(Blocks of, long sequence, Records.Deleted deleted) {
    BlockSet set = of.acquire();
    try {
      return set.overlapping(deleted.from(), deleted.until()).stream()
          .anyMatch(block -> in(block, sequence, deleted));
    } finally {
      set.release();
    }
  }

  /** In one block. */
  static boolean in(Block block, long sequence, Records.Deleted deleted) {
    if (block.sequence() < sequence && block.overlaps(deleted.from(), deleted.until())) {
      if (block.isDamaged()) {
        return true; // what cannot be read now may be read again one day
      }
      for (long number : deleted.numbers()) {
        Columns columns = block.read(new EntryReader(), number, deleted.from(), deleted.until());
        if (columns != null
            && columns.lowerBound(deleted.from()) < columns.lowerBound(deleted.until())) {
          return true;
        }
      }
      return block.isDamaged();
    }
    return false;
  }
}
