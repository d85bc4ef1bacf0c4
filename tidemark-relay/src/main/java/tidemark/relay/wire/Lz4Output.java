package tidemark.relay.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes LZ4 frames (lz4_Frame_format.md), one for each flush or 64 KiB, as carbon-c-relay does.
 *
 * <pre>
 *   magic 4 | flags, block size, header check 3 | size 4, block | 0 4
 * </pre>
 */
public final class Lz4Output extends BlockOutput {
  private static final int BLOCK = 64 << 10;
  private static final byte[] HEADER = header();

  private final byte[] frame = new byte[HEADER.length + 8 + Lz4Block.bound(BLOCK)];
  private final byte[] packed = new byte[Lz4Block.bound(BLOCK)];

  /** Frames onto that stream. */
  public Lz4Output(OutputStream out) {
    super(out, BLOCK);
  }

  // Version 1, independent blocks, no checksums of contents; blocks of up to 64 KiB.
  private static byte[] header() {
    byte[] header = {0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, 0};
    header[6] = (byte) (XxHash32.of(header, 4, 6) >>> 8);
    return header;
  }

  @Override
  void block(byte[] bytes, int length) throws IOException {
    int size = Lz4Block.compress(bytes, 0, length, packed);
    System.arraycopy(HEADER, 0, frame, 0, HEADER.length);
    int at = HEADER.length;
    boolean smaller = size < length;
    at = word(frame, at, smaller ? size : length | (1 << 31));
    System.arraycopy(smaller ? packed : bytes, 0, frame, at, smaller ? size : length);
    at = word(frame, at + (smaller ? size : length), 0);
    out.write(frame, 0, at);
  }

  private static int word(byte[] to, int at, int word) {
    for (int i = 0; i < Integer.BYTES; i++) {
      to[at + i] = (byte) (word >>> (8 * i));
    }
    return at + Integer.BYTES;
  }
}
