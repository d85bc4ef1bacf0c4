package tidemark.relay.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads LZ4 frames, back to back. Checksums of contents are passed over. */
public final class Lz4Input extends BlockInput {
  private static final int MAGIC = 0x184D2204;
  private static final int WINDOW = 64 << 10;
  private static final int LARGEST_BLOCK = 4 << 20;

  private final DataInputStream in;
  private byte[] packed = {};
  private boolean inFrame;
  private boolean linked;
  private boolean blockChecksums;
  private boolean contentChecksum;
  private int blockSize;

  /** Frames from that stream. */
  public Lz4Input(InputStream in) {
    this.in = new DataInputStream(in);
    this.block = new byte[WINDOW];
  }

  @Override
  boolean next() throws IOException {
    if (!inFrame && !beginFrame()) {
      return false;
    }
    readBlock();
    return true;
  }

  private boolean beginFrame() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    int magic =
        first
            | in.readUnsignedByte() << 8
            | in.readUnsignedByte() << 16
            | in.readUnsignedByte() << 24;
    if (magic != MAGIC) {
      throw new IOException(String.format("expected an LZ4 frame, got %08x", magic));
    }
    int flags = in.readUnsignedByte();
    int size = in.readUnsignedByte() >>> 4 & 7;
    linked = (flags & 0x20) == 0;
    blockChecksums = (flags & 0x10) != 0;
    contentChecksum = (flags & 0x04) != 0;
    in.skipNBytes(((flags & 0x08) != 0 ? 8 : 0) + ((flags & 0x01) != 0 ? 4 : 0) + 1);
    blockSize = 1 << (8 + 2 * Math.max(4, size));
    from = 0;
    to = 0;
    inFrame = true;
    return true;
  }

  private void readBlock() throws IOException {
    int size = Integer.reverseBytes(in.readInt());
    if (size == 0) {
      inFrame = false;
      in.skipNBytes(contentChecksum ? 4 : 0);
      return;
    }
    boolean plain = size < 0;
    int length = size & 0x7fffffff;
    if (length > LARGEST_BLOCK || length > Lz4Block.bound(blockSize)) {
      throw new IOException("an LZ4 block of " + length + " bytes");
    }
    if (packed.length < length) {
      packed = new byte[length];
    }
    if (in.readNBytes(packed, 0, length) < length) {
      throw new EOFException("an LZ4 block without its end");
    }
    in.skipNBytes(blockChecksums ? 4 : 0);
    int kept = linked ? Math.min(to, WINDOW) : 0;
    byte[] next = block.length < kept + blockSize ? new byte[kept + blockSize] : block;
    System.arraycopy(block, to - kept, next, 0, kept);
    block = next;
    from = kept;
    if (plain) {
      System.arraycopy(packed, 0, block, kept, length);
      to = kept + length;
    } else {
      to = Lz4Block.decompress(packed, 0, length, block, kept);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  @Override
  public String toString() {
    return "Lz4Input" + Arrays.asList(from, to, inFrame);
  }
}
