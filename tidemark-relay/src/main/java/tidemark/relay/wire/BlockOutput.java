package tidemark.relay.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers what is written into blocks of one size; a flush ends a block early. Who compresses says
 * how a block is written. Owned by one thread.
 */
abstract class BlockOutput extends OutputStream {
  /** What is below. */
  final OutputStream out;

  private final byte[] pending;
  private int length;

  BlockOutput(OutputStream out, int blockSize) {
    this.out = out;
    this.pending = new byte[blockSize];
  }

  /** Writes one block, which is not empty, to {@link #out}. The bytes are used again. */
  abstract void block(byte[] bytes, int length) throws IOException;

  @Override
  public final void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public final void write(byte[] bytes, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      int n = Math.min(left, pending.length - length);
      System.arraycopy(bytes, from, pending, length, n);
      length += n;
      from += n;
      left -= n;
      if (length == pending.length) {
        endBlock();
      }
    }
  }

  private void endBlock() throws IOException {
    if (length > 0) {
      block(pending, length);
      length = 0;
    }
  }

  @Override
  public final void flush() throws IOException {
    endBlock();
    out.flush();
  }

  @Override
  public final void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
