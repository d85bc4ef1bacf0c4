package tidemark.relay.spool;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A queue in memory, bounded in lines: full, it drops the oldest. */
public final class MemoryQueue extends CountedQueue {
  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private final int capacity;
  private final long id;
  private @Nullable Block spare;
  private long added;

  /** An empty queue for so many lines. */
  public MemoryQueue(int capacity, long id) {
    this.capacity = capacity;
    this.id = id;
  }

  @Override
  public long id() {
    return id;
  }

  /** Nothing outlives the process. */
  @Override
  public long lastMark() {
    return 0;
  }

  @Override
  public long room() {
    return capacity - lines();
  }

  @Override
  public long add(byte[] from, int offset, int length, int count, long mark) {
    Block last = blocks.peekLast();
    if (last == null || last.bytes.length - last.to < length) {
      last = block(length);
      last.first = added + 1;
      blocks.addLast(last);
    }
    System.arraycopy(from, offset, last.bytes, last.to, length);
    last.to += length;
    last.lines += count;
    added += count;
    count(count, length);
    return dropExcess();
  }

  private Block block(int length) {
    Block kept = spare;
    if (kept != null && length <= Block.SIZE) {
      spare = null;
      return kept;
    }
    return new Block(Math.max(Block.SIZE, length));
  }

  @Override
  public @Nullable Block poll() {
    Block block = blocks.pollFirst();
    if (block != null) {
      countOut(block);
    }
    return block;
  }

  @Override
  public void done(Block block) {
    if (spare == null && block.bytes.length == Block.SIZE) {
      block.from = 0;
      block.to = 0;
      block.lines = 0;
      spare = block;
    }
  }

  @Override
  public long giveBack(Block block) {
    if (block.lines > 0) {
      blocks.addFirst(block);
      countIn(block);
    }
    return dropExcess();
  }

  private long dropExcess() {
    long excess = Math.max(0, lines() - capacity);
    long left = excess;
    while (left > 0) {
      Block first = blocks.getFirst();
      if (first.lines <= left) {
        left -= first.lines;
        countOut(first);
        done(blocks.removeFirst());
      } else {
        int before = first.from;
        first.dropFirst();
        count(-1, before - first.from);
        left--;
      }
    }
    return excess;
  }

  @Override
  public boolean survives() {
    return false;
  }

  @Override
  public void close() {
    blocks.clear();
    count(-lines(), -bytes());
  }
}
