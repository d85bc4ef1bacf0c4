package tidemark.relay.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads raw snappy blocks, back to back; their own lengths say where they end. */
public final class SnappyInput extends InputStream {
  private final InputStream in;
  private byte[] block = {};
  private int from;

  /** Blocks from that stream. */
  public SnappyInput(InputStream in) {
    this.in = new BufferedInputStream(in, 32 << 10);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (from == block.length) {
      byte[] next = SnappyBlock.read(in);
      if (next == null) {
        return -1;
      }
      block = next;
      from = 0;
    }
    int n = Math.min(length, block.length - from);
    System.arraycopy(block, from, bytes, offset, n);
    from += n;
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
