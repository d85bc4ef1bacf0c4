package tidemark.storage.local;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;
import tidemark.storage.local.block.BlockWriter;

/** The current set of blocks. Thread-safe. */
final class Blocks {
  private volatile BlockSet current;
  private final Consumer<String> reporter;
  private long next;

  /**
   * Starts with those found.
   *
   * @param reporter told of damage that reads find in new ones
   */
  Blocks(List<Block> found, Consumer<String> reporter) {
    this.reporter = reporter;
    current = BlockSet.of(BlockSet.empty(), List.of(), found);
    next = found.stream().mapToLong(Block::generation).max().orElse(0) + 1;
  }

  /** Makes a block durable and opens it; it is not shown yet. */
  Block finish(BlockWriter writer) throws IOException {
    return writer.finish(reporter);
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

  /** Shows new blocks to readers. */
  void publish(List<Block> added) {
    replace(List.of(), added);
  }

  /** Shows blocks in place of others; who reads goes on with what it has. */
  synchronized void replace(List<Block> removed, List<Block> added) {
    BlockSet old = current;
    current = BlockSet.of(old, removed, added);
    old.release();
  }

  /** The first of so many {@link Block#generation}s that no block had before. */
  synchronized long takeGenerations(int n) {
    long first = next;
    next += n;
    return first;
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
