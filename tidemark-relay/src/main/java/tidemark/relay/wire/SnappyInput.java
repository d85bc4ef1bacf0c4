package tidemark.relay.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads raw snappy blocks, back to back; their own lengths say where they end. */
public final class SnappyInput extends BlockInput {
  private final InputStream in;

  /** Blocks from that stream. */
  public SnappyInput(InputStream in) {
    this.in = new BufferedInputStream(in, 32 << 10);
  }

  @Override
  boolean next() throws IOException {
    byte[] next = SnappyBlock.read(in);
    if (next == null) {
      return false;
    }
    block = next;
    from = 0;
    to = next.length;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
