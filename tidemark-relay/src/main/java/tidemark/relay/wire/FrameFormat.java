package tidemark.relay.wire;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Frames as they travel between Tidemark nodes (docs/formats/frames.md). A text line never begins
 * with the first byte of a greeting.
 */
public final class FrameFormat {
  /** The first byte of a greeting. */
  static final int FIRST_BYTE = 0;

  /** Bytes of a greeting: magic, version, sender. */
  public static final int HELLO = 16;

  /** Bytes of its answer, and of each acknowledgement behind it: version and last line. */
  public static final int ANSWER = 12;

  /** Bytes before the lines of a frame. */
  public static final int HEADER = 20;

  /** Most bytes of lines in a frame. */
  public static final int LARGEST = 16 << 20;

  /** The version that is spoken here. */
  public static final int VERSION = 1;

  /** In an answer: no frames are taken here. */
  public static final int REFUSED = 0;

  private static final int MAGIC = 0x00544D46; // \0TMF
  private static final int COVERED = 16;

  private FrameFormat() {}

  /** Whoever sends under this id says hello. */
  public static byte[] hello(long sender) {
    return ByteBuffer.allocate(HELLO).putInt(MAGIC).putInt(VERSION).putLong(sender).array();
  }

  /** Whether the bytes are a greeting, of whatever version. */
  static boolean isHello(byte[] hello) {
    return intAt(hello, 0) == MAGIC;
  }

  /** An answer or acknowledgement. */
  static byte[] answer(int version, long last) {
    return ByteBuffer.allocate(ANSWER).putInt(version).putLong(last).array();
  }

  /** The number that a header's or greeting's bytes have there. */
  static int intAt(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  static long longAt(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getLong(at);
  }

  /** A frame of lines, of which the first has that number. */
  public static byte[] frame(long first, int lines, byte[] bytes, int from, int to) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + to - from);
    frame.putInt(to - from).putInt(lines).putLong(first).putInt(0).put(bytes, from, to - from);
    frame.putInt(COVERED, checksum(frame.array(), bytes, from, to));
    return frame.array();
  }

  /** Whether header and lines are what was sent. */
  static boolean isWhole(byte[] header, byte[] lines, int length) {
    return intAt(header, COVERED) == checksum(header, lines, 0, length);
  }

  private static int checksum(byte[] header, byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(header, 0, COVERED);
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  /** Where the line behind so many lines begins. */
  public static int behind(byte[] bytes, long lines) {
    int at = 0;
    for (long left = lines; left > 0; left--) {
      while (bytes[at] != '\n') {
        at++;
      }
      at++;
    }
    return at;
  }
}
