package tidemark.relay.wire;

import java.io.IOException;
import java.io.InputStream;

/** Reads blocks one after the other as one stream. Owned by one thread. */
abstract class BlockInput extends InputStream {
  /** The block at hand: {@code from <= i < to} has not been read. */
  byte[] block = {};

  int from;
  int to;

  /**
   * Makes the next block the one at hand; it may be empty.
   *
   * @return false at the end
   */
  abstract boolean next() throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    while (from == to) {
      if (!next()) {
        return -1;
      }
    }
    int n = Math.min(length, to - from);
    System.arraycopy(block, from, bytes, offset, n);
    from += n;
    return n;
  }

  @Override
  public final int available() {
    return to - from;
  }
}
