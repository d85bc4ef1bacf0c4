package tidemark.relay.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * How far a spool has been sent, in a file of two slots that are written in turn: a torn one leaves
 * the other (docs/formats/spool.md).
 */
final class SentMark {
  private static final int SLOT = 32;
  private static final int COVERED = 24;

  private final FileChannel channel;
  private long writes;
  private long segment;
  private long offset = Segment.HEADER;

  SentMark(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    for (int slot = 0; slot < 2; slot++) {
      ByteBuffer bytes = ByteBuffer.allocate(SLOT);
      if (Segment.readFully(channel, bytes, (long) slot * SLOT)
          && bytes.getLong(COVERED) == checksum(bytes.array())
          && bytes.getLong(0) > writes) {
        writes = bytes.getLong(0);
        segment = bytes.getLong(8);
        offset = bytes.getLong(16);
      }
    }
  }

  long segment() {
    return segment;
  }

  long offset() {
    return offset;
  }

  void set(long newSegment, long newOffset) throws IOException {
    segment = newSegment;
    offset = newOffset;
    writes++;
    ByteBuffer bytes = ByteBuffer.allocate(SLOT).putLong(writes).putLong(segment).putLong(offset);
    bytes.putLong(COVERED, checksum(bytes.array())).rewind();
    Segment.writeFully(channel, bytes, writes % 2 * SLOT);
  }

  private static long checksum(byte[] slot) {
    CRC32C crc = new CRC32C();
    crc.update(slot, 0, COVERED);
    return crc.getValue();
  }

  void close() throws IOException {
    channel.close();
  }
}
