package tidemark.relay.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** One file of a spool: a header and frames (docs/formats/spool.md). */
final class Segment {
  static final int HEADER = 16;
  static final int FRAME_HEADER = 12;
  private static final int MAGIC = 0x544D5350; // TMSP
  private static final int VERSION = 1;
  private static final int LARGEST_FRAME = 64 << 20;

  /** A frame's place and content as its header says. */
  record Frame(long offset, int length, int lines, int checksum) {
    long end() {
      return offset + FRAME_HEADER + length;
    }
  }

  private final long number;
  private final Path file;
  private final FileChannel channel;
  private long size;
  private long lines;

  private Segment(long number, Path file, FileChannel channel, long size) {
    this.number = number;
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  static Segment create(Path folder, long number) throws IOException {
    Path file = folder.resolve(name(number));
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(MAGIC).putInt(VERSION).putLong(number);
    writeFully(channel, header.flip(), 0);
    return new Segment(number, file, channel, HEADER);
  }

  /**
   * Opens a segment that is there and counts its frames; a torn frame at its end is cut off.
   *
   * @throws IOException if it is no segment, or of a version that is not known
   */
  static Segment open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    if (!readFully(channel, header, 0)
        || header.getInt(0) != MAGIC
        || header.getInt(4) != VERSION) {
      channel.close();
      throw new IOException(file + " is no spool of version " + VERSION);
    }
    Segment segment = new Segment(header.getLong(8), file, channel, channel.size());
    long at = HEADER;
    Frame frame = segment.frame(at);
    while (frame != null) {
      segment.lines += frame.lines();
      at = frame.end();
      frame = segment.frame(at);
    }
    channel.truncate(at);
    segment.size = at;
    return segment;
  }

  static String name(long number) {
    return String.format("%016x.spool", number);
  }

  long number() {
    return number;
  }

  long size() {
    return size;
  }

  /** Lines in all its frames. */
  long lines() {
    return lines;
  }

  /**
   * Adds a frame; a failed write leaves none of it.
   *
   * @throws IOException if it could not be written
   */
  void append(byte[] from, int offset, int length, int count) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + length);
    frame.putInt(length).putInt(count).putInt(0).put(from, offset, length);
    frame.putInt(8, checksum(frame.array(), length));
    try {
      writeFully(channel, frame.flip(), size);
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
    size += FRAME_HEADER + length;
    lines += count;
  }

  /** Over length and lines, and the payload behind the checksum. */
  private static int checksum(byte[] frame, int length) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, 8);
    crc.update(frame, FRAME_HEADER, length);
    return (int) crc.getValue();
  }

  /** The frame there, or null if there is none that is whole. */
  @org.jspecify.annotations.Nullable
  Frame frame(long offset) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER);
    if (offset + FRAME_HEADER > size || !readFully(channel, header, offset)) {
      return null;
    }
    Frame frame = new Frame(offset, header.getInt(0), header.getInt(4), header.getInt(8));
    boolean plausible = frame.length() > 0 && frame.length() <= LARGEST_FRAME && frame.lines() > 0;
    return plausible && frame.end() <= size ? frame : null;
  }

  /** Reads a frame's lines; false if they are not what was written. */
  boolean read(Frame frame, byte[] to, int at) throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(FRAME_HEADER + frame.length());
    if (!readFully(channel, whole, frame.offset())
        || checksum(whole.array(), frame.length()) != frame.checksum()) {
      return false;
    }
    System.arraycopy(whole.array(), FRAME_HEADER, to, at, frame.length());
    return true;
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  void close() throws IOException {
    channel.close();
  }

  static void writeFully(FileChannel channel, ByteBuffer from, long offset) throws IOException {
    long at = offset;
    while (from.hasRemaining()) {
      at += channel.write(from, at);
    }
  }

  static boolean readFully(FileChannel channel, ByteBuffer to, long offset) throws IOException {
    while (to.hasRemaining()) {
      if (channel.read(to, offset + to.position()) < 0) {
        return false;
      }
    }
    return true;
  }
}
