package tidemark.relay.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One file of a spool or of the journal: a header and frames (docs/formats/spool.md). */
final class Segment {
  static final int HEADER = 40;
  static final int FRAME_HEADER = 20;
  static final int LARGEST_FRAME = 64 << 20;
  private static final int VERSION = 2;
  private static final int COVERED = 32;

  /** What a segment is of: its magic, and how its file's name ends. */
  enum Kind {
    SPOOL(0x544D5350, ".spool"), // TMSP
    JOURNAL(0x544D524A, ".journal"); // TMRJ

    private final int magic;
    private final String suffix;

    Kind(int magic, String suffix) {
      this.magic = magic;
      this.suffix = suffix;
    }

    /** The file of this number. */
    String name(long number) {
      return String.format("%016x", number) + suffix;
    }
  }

  /** A frame's place and content as its header says. */
  record Frame(long offset, int length, int lines, long mark, int checksum) {
    long end() {
      return offset + FRAME_HEADER + length;
    }
  }

  private final long number;
  private final long firstLine;
  private final Path file;
  private final FileChannel channel;
  private long size;
  private long lines;
  private long lastMark;

  private Segment(Path file, FileChannel channel, ByteBuffer header) {
    this.file = file;
    this.channel = channel;
    this.number = header.getLong(8);
    this.firstLine = header.getLong(16);
    this.lastMark = header.getLong(24);
    this.size = HEADER;
  }

  /**
   * Makes an empty segment.
   *
   * @param firstLine the number of the line that comes first
   * @param lastMark the highest mark of all frames in earlier segments
   */
  static Segment create(Path folder, Kind kind, long number, long firstLine, long lastMark)
      throws IOException {
    Path file = folder.resolve(kind.name(number));
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(kind.magic).putInt(VERSION);
    header.putLong(number).putLong(firstLine).putLong(lastMark);
    header.putLong(Checksum.of(header.array(), 0, COVERED));
    writeFully(channel, header.flip(), 0);
    return new Segment(file, channel, header);
  }

  /** The files of a kind in a folder, in the order of their numbers. */
  static List<Path> files(Path folder, Kind kind) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + kind.suffix)) {
      found.forEach(files::add);
    }
    files.sort(null);
    return files;
  }

  /**
   * Opens a segment that is there and counts its frames; a torn frame at its end is cut off.
   *
   * @return null if not even the header was written before the process was killed
   * @throws IOException if it is no such segment, or of a version that is not known
   */
  static @Nullable Segment open(Path file, Kind kind) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    if (!readFully(channel, header, 0)) {
      channel.close();
      Files.delete(file);
      return null;
    }
    if (header.getInt(0) != kind.magic
        || header.getInt(4) != VERSION
        || header.getLong(COVERED) != Checksum.of(header.array(), 0, COVERED)) {
      channel.close();
      throw new IOException(
          file + " does not begin as a " + kind.suffix + " file of version " + VERSION);
    }
    Segment segment = new Segment(file, channel, header);
    segment.size = channel.size();
    long at = HEADER;
    Frame frame = segment.frame(at);
    while (frame != null) {
      segment.count(frame.lines(), frame.mark());
      at = frame.end();
      frame = segment.frame(at);
    }
    channel.truncate(at);
    segment.size = at;
    return segment;
  }

  private void count(int moreLines, long mark) {
    lines += moreLines;
    lastMark = Math.max(lastMark, mark);
  }

  long number() {
    return number;
  }

  long size() {
    return size;
  }

  /** The number of the first line that it has or will have. */
  long firstLine() {
    return firstLine;
  }

  /** The highest mark of its frames and of all before them; 0: none. */
  long lastMark() {
    return lastMark;
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
  void append(byte[] from, int offset, int length, int count, long mark) throws IOException {
    if (length > LARGEST_FRAME) {
      throw new IOException(length + " bytes are more than a frame may have");
    }
    ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + length);
    frame.putInt(length).putInt(count).putLong(mark).putInt(0).put(from, offset, length);
    frame.putInt(16, checksum(frame.array(), length));
    try {
      writeFully(channel, frame.flip(), size);
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
    size += FRAME_HEADER + length;
    count(count, mark);
  }

  /** Over length, lines and mark, and the payload behind the checksum. */
  private static int checksum(byte[] frame, int length) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, 16);
    crc.update(frame, FRAME_HEADER, length);
    return (int) crc.getValue();
  }

  /** The frame there, or null if there is none that is whole. */
  @Nullable Frame frame(long offset) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER);
    if (offset + FRAME_HEADER > size || !readFully(channel, header, offset)) {
      return null;
    }
    Frame frame =
        new Frame(offset, header.getInt(0), header.getInt(4), header.getLong(8), header.getInt(16));
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
