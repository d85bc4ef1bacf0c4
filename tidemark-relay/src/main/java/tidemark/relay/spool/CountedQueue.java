package tidemark.relay.spool;

/** Counts what waits in a queue. Guarded as the queue is. */
abstract class CountedQueue implements LineQueue {
  private long lines;
  private long bytes;

  /** So many lines wait besides, or, negative, no longer. */
  final void count(long moreLines, long moreBytes) {
    lines += moreLines;
    bytes += moreBytes;
  }

  /** The block is taken out. */
  final void countOut(Block block) {
    count(-block.lines, block.from - block.to);
  }

  /** The block is back. */
  final void countIn(Block block) {
    count(block.lines, block.to - block.from);
  }

  @Override
  public final long lines() {
    return lines;
  }

  @Override
  public final long bytes() {
    return bytes;
  }
}
