package tidemark.relay.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a connection and gives its whole lines to an intake. The buffer starts small and grows
 * while the peer fills it, so that thousands of idle connections cost little. What stands behind
 * the last line end when the peer closes is dropped (contracts/relay.md 4). Owned by one thread.
 */
public final class LineStream {
  private static final int FIRST_SIZE = 4 << 10;
  private static final int LARGEST = 256 << 10;

  private final InputStream in;
  private final LineIntake intake;
  private final int longestLine;
  private byte[] buffer = new byte[FIRST_SIZE];
  private int length;

  /** Lines from that stream, for that intake. */
  public LineStream(InputStream in, LineIntake intake, int longestLine) {
    this.in = in;
    this.intake = intake;
    this.longestLine = Math.max(longestLine, LineRules.DEFAULT_LINE);
  }

  /**
   * Reads once and hands on what is whole.
   *
   * @return false when the connection has ended, or must be because a line is too long
   */
  public boolean pump() throws IOException {
    int n = in.read(buffer, length, buffer.length - length);
    if (n < 0) {
      return false;
    }
    int searched = length;
    length += n;
    int end = lastLineEnd(searched);
    if (end > 0) {
      intake.accept(buffer, 0, end);
      System.arraycopy(buffer, end, buffer, 0, length - end);
      length -= end;
    }
    if (length >= longestLine) {
      return false;
    }
    if (n == buffer.length - searched && buffer.length < LARGEST) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    return true;
  }

  /** Behind the last line end, looking back no further than {@code from}; 0 if there is none. */
  private int lastLineEnd(int from) {
    for (int i = length - 1; i >= from; i--) {
      if (buffer[i] == '\n' || buffer[i] == '\r') {
        return i + 1;
      }
    }
    return 0;
  }
}
