package tidemark.storage.local.block;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The blocks at one moment, oldest sequence first, held together for readers. Acquire the current
 * one, release it when done; a replaced set lives on until its last reader leaves. Thread-safe.
 */
public final class BlockSet {
  /** None. */
  public static BlockSet empty() {
    return new BlockSet(List.of());
  }

  private final List<Block> blocks;
  private final AtomicInteger references = new AtomicInteger(1);

  /** Takes over the one reference that each new block comes with; retains those of {@code old}. */
  public static BlockSet of(BlockSet old, List<Block> removed, List<Block> added) {
    List<Block> all = new ArrayList<>(old.blocks);
    all.removeAll(removed);
    all.forEach(Block::retain);
    all.addAll(added);
    all.sort(Comparator.comparingLong(Block::sequence).thenComparingLong(Block::generation));
    return new BlockSet(all);
  }

  private BlockSet(List<Block> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  /** False if it was let go in the meantime: look for its successor. */
  public boolean acquire() {
    while (true) {
      int n = references.get();
      if (n == 0) {
        return false;
      }
      if (references.compareAndSet(n, n + 1)) {
        return true;
      }
    }
  }

  public void release() {
    if (references.decrementAndGet() == 0) {
      blocks.forEach(Block::release);
    }
  }

  public List<Block> all() {
    return blocks;
  }

  /** Those with points in {@code from <= t < until}, the later written ones last. */
  public List<Block> overlapping(long from, long until) {
    List<Block> found = new ArrayList<>();
    for (Block block : blocks) {
      if (block.overlaps(from, until)) {
        found.add(block);
      }
    }
    return found;
  }
}
