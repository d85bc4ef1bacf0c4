package tidemark.relay.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a spool is called, and how far it has been sent, in a file with two slots that are written
 * in turn: a torn one leaves the other (docs/formats/spool.md).
 */
final class SentMark {
  private static final int MAGIC = 0x544D534D; // TMSM
  private static final int VERSION = 1;
  private static final int HEADER = 24;
  private static final int HEADER_COVERED = 16;
  private static final int SLOT = 32;
  private static final int COVERED = 24;

  private final FileChannel channel;
  private long id;
  private long writes;
  private long segment;
  private long offset = Segment.HEADER;

  /**
   * Opens the mark, or makes one.
   *
   * @param newId the spool's name if there is none yet
   */
  SentMark(Path file, long newId) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    if (!Segment.readFully(channel, header, 0)
        || header.getInt(0) != MAGIC
        || header.getInt(4) != VERSION
        || header.getLong(HEADER_COVERED) != Checksum.of(header.array(), 0, HEADER_COVERED)) {
      rename(newId);
      return;
    }
    id = header.getLong(8);
    for (int slot = 0; slot < 2; slot++) {
      ByteBuffer bytes = ByteBuffer.allocate(SLOT);
      if (Segment.readFully(channel, bytes, HEADER + (long) slot * SLOT)
          && bytes.getLong(COVERED) == Checksum.of(bytes.array(), 0, COVERED)
          && bytes.getLong(0) > writes) {
        writes = bytes.getLong(0);
        segment = bytes.getLong(8);
        offset = bytes.getLong(16);
      }
    }
  }

  /** Gives the spool another name: its lines are numbered anew. */
  void rename(long newId) throws IOException {
    id = newId;
    ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(MAGIC).putInt(VERSION).putLong(id);
    header.putLong(Checksum.of(header.array(), 0, HEADER_COVERED));
    Segment.writeFully(channel, header.flip(), 0);
  }

  long id() {
    return id;
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
    bytes.putLong(Checksum.of(bytes.array(), 0, COVERED)).rewind();
    Segment.writeFully(channel, bytes, HEADER + writes % 2 * SLOT);
  }

  void close() throws IOException {
    channel.close();
  }
}
