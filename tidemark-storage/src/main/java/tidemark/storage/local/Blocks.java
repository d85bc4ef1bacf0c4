package tidemark.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;
import tidemark.storage.local.block.BlockWriter;
import tidemark.storage.local.block.Rounding;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.disk.Disk;

/** The current set of blocks in one directory: the raw points', or a tier's. Thread-safe. */
final class Blocks {
  /** Where the raw points' blocks are. */
  static final String RAW = "blocks";

  static final long DAY = 86_400_000;

  /** A tier's block has about so many points of a series when it is full. */
  private static final int TIER_POINTS = 4096;

  private final Disk disk;
  private final String root;
  private final long step;
  private final Rounding rounding;
  private final Consumer<String> reporter;

  private record Doomed(String path, long generation) {}

  /** Not shown, not yet durably deleted. The merger's alone. */
  private final List<Doomed> doomed = new ArrayList<>();

  private volatile BlockSet current;
  private long next;

  /**
   * Starts with those found.
   *
   * @param root the directory
   * @param step ms between points, 0: raw points
   * @param rounding of what is written
   * @param reporter told of damage that reads find in new blocks
   */
  Blocks(
      Disk disk,
      String root,
      long step,
      List<Block> found,
      Rounding rounding,
      Consumer<String> reporter) {
    this.rounding = rounding;
    this.disk = disk;
    this.root = root;
    this.step = step;
    this.reporter = reporter;
    current = BlockSet.of(BlockSet.empty(), List.of(), found);
    next = found.stream().mapToLong(Block::generation).max().orElse(0) + 1;
  }

  /** Ms between points, 0: raw points. */
  long step() {
    return step;
  }

  /**
   * Blocks are merged when they begin in the same period of this length in ms: a day, and more days
   * the coarser the points are.
   */
  long period() {
    return Math.max(1, step * TIER_POINTS / DAY) * DAY;
  }

  /**
   * Begins a block.
   *
   * @param generation from {@link #takeGenerations}
   * @param sequence the last append to the log that its points include
   * @param effort of encoding
   */
  BlockWriter begin(long generation, long sequence, Effort effort) throws IOException {
    return new BlockWriter(disk, root, generation, sequence, effort, rounding);
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
    show(List.of(), added);
  }

  /**
   * Shows new blocks, then deletes the old: renamed first, so that a start finishes it. The
   * merger's alone, as {@link #abandon} and {@link #sweep}.
   */
  void replace(List<Block> old, List<Block> fresh) throws IOException {
    show(old, fresh);
    old.forEach(block -> doomed.add(new Doomed(block.path(), block.generation())));
    sweep();
  }

  /** Gives up a block whose generation is not taken again, even if its finish failed late. */
  void abandon(BlockWriter writer) {
    writer.abort();
    String path = writer.named();
    if (path != null) {
      doomed.add(new Doomed(path, writer.generation()));
    }
  }

  /**
   * Deletes what is not shown any more, or never was, and is still there because deleting it has
   * failed. Until it succeeds a start would show it, so what hides its points must not be forgotten
   * before.
   */
  void sweep() throws IOException {
    if (!doomed.isEmpty()) {
      for (Doomed block : doomed) {
        Block.delete(disk, root, block.path(), block.generation());
      }
      disk.syncDirectory(root);
      doomed.clear();
    }
  }

  private synchronized void show(List<Block> removed, List<Block> added) {
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
