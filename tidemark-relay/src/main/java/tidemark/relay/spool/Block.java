package tidemark.relay.spool;

/**
 * Whole lines in a row with their line feeds, about 64 KiB, so that they are written as they lie.
 * Whoever polled it owns it until it is given back or done.
 */
public class Block {
  /** Bytes in a block; a line that is longer has a block of its own. */
  public static final int SIZE = 64 << 10;

  final byte[] bytes;
  int from;
  int to;
  int lines;
  long first;

  Block(int size) {
    bytes = new byte[size];
  }

  /** The bytes; {@code from() <= i < to()} are lines. Not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  public int lines() {
    return lines;
  }

  /** The number of the first line, counted over all lines of the queue from 1. */
  public long first() {
    return first;
  }

  /** Removes the first lines, as many as there are if these are fewer. */
  public void dropFirst(long count) {
    for (long left = Math.min(count, lines); left > 0; left--) {
      dropFirst();
    }
  }

  /** Removes the lines that end at or before this index. */
  public void dropUntil(int end) {
    int i = from;
    while (lines > 0) {
      while (bytes[i] != '\n') {
        i++;
      }
      if (i + 1 > end) {
        return;
      }
      i++;
      from = i;
      lines--;
      first++;
    }
  }

  /** Removes the first line. */
  final void dropFirst() {
    int i = from;
    while (bytes[i] != '\n') {
      i++;
    }
    from = i + 1;
    lines--;
    first++;
  }
}
