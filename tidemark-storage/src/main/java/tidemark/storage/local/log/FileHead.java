package tidemark.storage.local.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The first 24 bytes of every file of the engine that holds frames or columns.
 *
 * <pre>
 *    0  8 x  magic: TIDELOG, TIDENAM, TIDETOM, TIDEVAL, TIDETIM, TIDEIDX or TIDEMAN and LF
 *    8  u32  version of this kind of file: 1
 *   12  u64  the segment's number; of a MANIFEST 1 where the block is as small as can be; else 0
 *   20  u32  CRC32C of bytes 0 to 19
 * </pre>
 */
public final class FileHead {
  public static final int SIZE = 24;
  public static final int VERSION = 1;

  private FileHead() {}

  /** The head of a new file. */
  public static ByteBuffer of(String magic, long number) {
    ByteBuffer head = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    head.put((magic + '\n').getBytes(StandardCharsets.US_ASCII)).putInt(VERSION).putLong(number);
    return head.putInt(Frame.crc(head.array(), 0, 20)).flip();
  }

  /** Whether bytes begin with the head of a file of this kind and version. */
  public static boolean matches(byte[] bytes, String magic) {
    if (bytes.length < SIZE) {
      return false;
    }
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] expected = (magic + '\n').getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < expected.length; i++) {
      if (bytes[i] != expected[i]) {
        return false;
      }
    }
    return head.getInt(8) == VERSION && head.getInt(20) == Frame.crc(bytes, 0, 20);
  }

  /** The number in a head that {@link #matches}. */
  public static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(12);
  }
}
