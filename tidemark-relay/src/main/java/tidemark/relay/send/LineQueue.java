package tidemark.relay.send;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Lines that wait for a server, oldest first: whole lines with their line feeds in blocks of about
 * 64 KiB, so that a block is written as it lies. Bounded in lines; who puts decides what happens
 * when it is full. Not thread-safe: {@link Server} guards it.
 */
final class LineQueue {
  /** Bytes in a block; a line that is longer has a block of its own. */
  static final int BLOCK = 64 << 10;

  /** Lines in a row; {@code from <= i < to} are still to be sent. */
  static final class Block {
    final byte[] bytes;
    int from;
    int to;
    int lines;

    Block(int size) {
      bytes = new byte[size];
    }

    /** Removes the first line. */
    void dropFirst() {
      int i = from;
      while (bytes[i] != '\n') {
        i++;
      }
      from = i + 1;
      lines--;
    }
  }

  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private final int capacity;
  private @Nullable Block spare;
  private int lines;
  private long bytes;

  LineQueue(int capacity) {
    this.capacity = capacity;
  }

  int lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }

  /** How many more lines there is room for. */
  int room() {
    return capacity - lines;
  }

  /** Adds whole lines at the end. */
  void add(byte[] from, int offset, int length, int count) {
    Block last = blocks.peekLast();
    if (last != null && last.bytes.length - last.to >= length) {
      System.arraycopy(from, offset, last.bytes, last.to, length);
      last.to += length;
      last.lines += count;
    } else {
      Block block = block(length);
      System.arraycopy(from, offset, block.bytes, 0, length);
      block.to = length;
      block.lines = count;
      blocks.addLast(block);
    }
    lines += count;
    bytes += length;
  }

  private Block block(int length) {
    Block kept = spare;
    if (kept != null && length <= BLOCK) {
      spare = null;
      return kept;
    }
    return new Block(Math.max(BLOCK, length));
  }

  /** Takes the oldest block, or null. */
  @Nullable Block poll() {
    Block block = blocks.pollFirst();
    if (block != null) {
      lines -= block.lines;
      bytes -= block.to - block.from;
    }
    return block;
  }

  /** Keeps an empty block for {@link #add}. */
  void recycle(Block block) {
    if (spare == null && block.bytes.length == BLOCK) {
      block.from = 0;
      block.to = 0;
      block.lines = 0;
      spare = block;
    }
  }

  /** Puts what is left of a block in front again; it may exceed the capacity. */
  void unpoll(Block block) {
    if (block.lines > 0) {
      blocks.addFirst(block);
      lines += block.lines;
      bytes += block.to - block.from;
    }
  }

  /** Drops the oldest lines. */
  void dropOldest(int count) {
    int left = count;
    while (left > 0 && lines > 0) {
      Block first = blocks.getFirst();
      if (first.lines <= left) {
        left -= first.lines;
        lines -= first.lines;
        bytes -= first.to - first.from;
        recycle(blocks.removeFirst());
      } else {
        int before = first.from;
        first.dropFirst();
        bytes -= first.from - before;
        lines--;
        left--;
      }
    }
  }
}
