package tidemark.storage.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;

/**
 * Counts the bytes of blocks that a merge of everything has to write anew, for whoever watches it.
 * One thread at a time.
 */
final class MergeWork {
  private final WorkListener listener;
  private long done;
  private long all;

  MergeWork(WorkListener listener) {
    this.listener = listener;
  }

  /** For a merge that nobody watches. */
  static MergeWork unwatched() {
    return new MergeWork((done, all) -> {});
  }

  /** Adds the blocks of one kind that will be joined, or written anew to be smaller. */
  void expect(Blocks of) {
    BlockSet set = of.acquire();
    try {
      Map<Long, Integer> inPeriod = new HashMap<>();
      set.all().forEach(block -> inPeriod.merge(block.period(of.period()), 1, Integer::sum));
      for (Block block : set.all()) {
        boolean alone = inPeriod.getOrDefault(block.period(of.period()), 0) == 1;
        if (!block.isDamaged() && !(alone && block.isSmallest())) {
          expect(block);
        }
      }
    } finally {
      set.release();
    }
  }

  /** Adds one block. */
  void expect(Block block) {
    all += block.bytes();
    listener.at(done, all);
  }

  /** So many of the series of some blocks are written. */
  void at(List<Block> parts, long series, long ofSeries) {
    listener.at(Math.min(all, done + bytes(parts) * series / Math.max(1, ofSeries)), all);
  }

  /** Some blocks are written. */
  void did(List<Block> parts) {
    done = Math.min(all, done + bytes(parts));
    listener.at(done, all);
  }

  private static long bytes(List<Block> parts) {
    return parts.stream().mapToLong(Block::bytes).sum();
  }
}
