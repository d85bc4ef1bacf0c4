package tidemark.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The receive buffer of one connection that speaks in lines. It starts at 8 KiB, doubles whenever
 * the peer fills it and stops at the longest line allowed; a line that does not fit is skipped to
 * its end and counted by {@link #takeTooLong}. Owned by one thread.
 *
 * <pre>
 *   0        start          lines          end        length
 *   | parsed | whole lines ... \n | part of a line | free |
 * </pre>
 */
public final class LineBuffer {
  private static final int INITIAL = 8 << 10;

  private final int longest;
  private byte[] bytes;
  private int start;
  private int lines;
  private int end;
  private boolean skipping;
  private int tooLong;

  /** An empty buffer for lines up to a length in bytes. */
  public LineBuffer(int longestLine) {
    longest = Math.max(longestLine, 16);
    bytes = new byte[Math.min(INITIAL, longest)];
  }

  /**
   * Reads once more, blocking until something comes; what was {@link #start} to {@link #lines} is
   * gone and the part of a line behind it is kept.
   *
   * @return false at the end of the input
   */
  public boolean fill(InputStream in) throws IOException {
    makeRoom();
    int n = in.read(bytes, end, bytes.length - end);
    if (n < 0) {
      return false;
    }
    int from = end;
    end += n;
    if (skipping) {
      skip(from);
    }
    lines = lastLineEnd(from);
    return true;
  }

  private void makeRoom() {
    boolean full = end == bytes.length;
    int kept = end - lines;
    if (kept == longest) {
      tooLong++;
      skipping = true;
      kept = 0;
    }
    if (full && bytes.length < longest) {
      byte[] larger = new byte[Math.min(2 * bytes.length, longest)];
      System.arraycopy(bytes, end - kept, larger, 0, kept);
      bytes = larger;
    } else {
      System.arraycopy(bytes, end - kept, bytes, 0, kept);
    }
    start = 0;
    lines = 0;
    end = kept;
  }

  private void skip(int from) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n') {
        skipping = false;
        start = i + 1;
        return;
      }
    }
    end = 0;
  }

  private int lastLineEnd(int from) {
    for (int i = end - 1; i >= Math.max(from, start); i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return start;
  }

  /** The bytes; valid until the next {@link #fill}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the whole lines begin. */
  public int start() {
    return start;
  }

  /** Where the whole lines end: after the last LF, or {@link #start} when there is none. */
  public int lines() {
    return lines;
  }

  /** Where the bytes end; from {@link #lines} to here is a line without its end. */
  public int end() {
    return end;
  }

  /** How many lines were skipped since the last call because they were too long. */
  public int takeTooLong() {
    int n = tooLong;
    tooLong = 0;
    return n;
  }

  @Override
  public String toString() {
    return "LineBuffer" + Arrays.asList(start, lines, end, bytes.length);
  }
}
