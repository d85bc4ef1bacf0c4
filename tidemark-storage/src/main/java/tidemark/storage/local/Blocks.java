package tidemark.storage.local;

import java.util.List;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;

/** The current set of blocks. Thread-safe. */
final class Blocks {
  private volatile BlockSet current;

  Blocks(List<Block> found) {
    current = BlockSet.of(BlockSet.empty(), found);
  }

  /** The current set, to be released. */
  BlockSet acquire() {
    while (true) {
      BlockSet set = current;
      if (set.acquire()) {
        return set;
      }
    }
  }

  boolean isCurrent(BlockSet set) {
    return current == set;
  }

  synchronized void publish(List<Block> added) {
    BlockSet old = current;
    current = BlockSet.of(old, added);
    old.release();
  }

  /** What {@link Block#generation} the next block gets. */
  long nextGeneration() {
    long greatest = 0;
    for (Block block : current.all()) {
      greatest = Math.max(greatest, block.generation());
    }
    return greatest + 1;
  }

  int count() {
    return current.all().size();
  }

  long bytes() {
    return current.all().stream().mapToLong(Block::bytes).sum();
  }

  synchronized void close() {
    current.release();
  }
}
