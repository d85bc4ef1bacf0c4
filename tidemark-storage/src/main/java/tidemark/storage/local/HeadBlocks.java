package tidemark.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockWriter;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.Effort;

/**
 * Writes the frozen head as blocks, one per day. All are written in one pass over the series, so
 * that each column is taken out of its pages and encoded once; then they are made durable one after
 * the other. After a failure {@link #write} goes on with those that are missing.
 *
 * <p>Invariants: the frozen columns do not change meanwhile; the ranges of the blocks neither
 * overlap nor leave a time out; generations ascend with time.
 */
final class HeadBlocks {
  /** Most blocks made at once; beyond it the oldest days share one. */
  private static final int MAX_BLOCKS = 32;

  /** Times of one block; no end: until the end of time. */
  private record Range(long generation, long from, long until) {}

  private final Head head;
  private final long cut;
  private final List<HeadGroup> groups;
  private final Columns columns = new Columns(1024);
  private final List<Block> written = new ArrayList<>();
  private @Nullable List<Range> missing;

  /**
   * Blocks to be written.
   *
   * @param cut the last append to the log that they include
   * @param groups with frozen points, in ascending order of number
   */
  HeadBlocks(Head head, long cut, List<HeadGroup> groups) {
    this.head = head;
    this.cut = cut;
    this.groups = groups;
  }

  /**
   * Durable blocks of everything, not yet shown to readers.
   *
   * @param late polled now and then; once true it throws
   */
  List<Block> write(Blocks blocks, BooleanSupplier late) throws IOException {
    if (missing == null) {
      missing = ranges(blocks);
    }
    List<Range> ranges = missing;
    List<BlockWriter> writers = new ArrayList<>();
    try {
      for (Range range : ranges) {
        writers.add(blocks.begin(range.generation, cut, Effort.FAST));
      }
      for (HeadGroup group : groups) {
        if (late.getAsBoolean()) {
          throw new IOException("no time was left for it");
        }
        add(group, ranges, writers);
      }
      for (BlockWriter writer : writers) {
        written.add(blocks.finish(writer));
        ranges.removeFirst();
      }
      return written;
    } catch (IOException e) {
      writers.forEach(BlockWriter::abort);
      throw e;
    }
  }

  private void add(HeadGroup group, List<Range> ranges, List<BlockWriter> writers)
      throws IOException {
    Lanes frozen = group.frozen();
    Slab slab = head.of(group.base).frozenSlab();
    for (long rest = frozen.present(); rest != 0; rest &= rest - 1) {
      int lane = Long.numberOfTrailingZeros(rest);
      columns.clear();
      frozen.fill(slab, lane, columns);
      add(group.base + lane, ranges, writers);
    }
  }

  private void add(long number, List<Range> ranges, List<BlockWriter> writers) throws IOException {
    if (columns.isEmpty()) {
      return;
    }
    long first = columns.timestamp(0);
    long last = columns.timestamp(columns.size() - 1);
    for (int i = 0; i < writers.size(); i++) {
      Range range = ranges.get(i);
      if (first < range.until && last >= range.from) {
        int from = columns.lowerBound(range.from);
        int to = last < range.until ? columns.size() : columns.lowerBound(range.until);
        writers.get(i).add(number, columns, from, to);
      }
    }
  }

  /** A range for each day that has points, except that the first takes all that is older. */
  private List<Range> ranges(Blocks blocks) {
    TreeSet<Long> days = new TreeSet<>();
    for (HeadGroup group : groups) {
      group.frozen().addDays(head.of(group.base).frozenSlab(), days);
    }
    List<Long> starts = new ArrayList<>();
    for (long day : days.descendingSet()) {
      if (starts.size() == MAX_BLOCKS) {
        break;
      }
      starts.addFirst(day * Blocks.DAY);
    }
    long generation = blocks.takeGenerations(starts.size());
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      long from = i == 0 ? Long.MIN_VALUE : starts.get(i);
      long until = i + 1 == starts.size() ? Long.MAX_VALUE : starts.get(i + 1);
      ranges.add(new Range(generation + i, from, until));
    }
    return ranges;
  }
}
