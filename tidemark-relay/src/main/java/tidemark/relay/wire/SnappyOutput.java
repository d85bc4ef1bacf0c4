package tidemark.relay.wire;

import java.io.IOException;
import java.io.OutputStream;

/** Writes raw snappy blocks of up to 32 KiB, each with one write, as carbon-c-relay does. */
public final class SnappyOutput extends OutputStream {
  private static final int BLOCK = 32 << 10;

  private final OutputStream out;
  private final byte[] pending = new byte[BLOCK];
  private final byte[] packed = new byte[SnappyBlock.bound(BLOCK)];
  private int length;

  /** Blocks onto that stream. */
  public SnappyOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      int n = Math.min(left, BLOCK - length);
      System.arraycopy(bytes, from, pending, length, n);
      length += n;
      from += n;
      left -= n;
      if (length == BLOCK) {
        block();
      }
    }
  }

  private void block() throws IOException {
    if (length > 0) {
      out.write(packed, 0, SnappyBlock.compress(pending, 0, length, packed));
      length = 0;
    }
  }

  @Override
  public void flush() throws IOException {
    block();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
