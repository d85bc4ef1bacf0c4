package tidemark.relay.wire;

import java.io.IOException;
import java.io.OutputStream;

/** Writes raw snappy blocks of up to 32 KiB, each with one write, as carbon-c-relay does. */
public final class SnappyOutput extends BlockOutput {
  private static final int BLOCK = 32 << 10;

  private final byte[] packed = new byte[SnappyBlock.bound(BLOCK)];

  /** Blocks onto that stream. */
  public SnappyOutput(OutputStream out) {
    super(out, BLOCK);
  }

  @Override
  void block(byte[] bytes, int length) throws IOException {
    out.write(packed, 0, SnappyBlock.compress(bytes, 0, length, packed));
  }
}
