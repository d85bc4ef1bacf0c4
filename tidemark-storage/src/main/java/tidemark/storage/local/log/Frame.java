package tidemark.storage.local.log;

import java.util.zip.CRC32C;

/**
 * What stands before each body in the log, in names.log and in tombstones.log. Little-endian.
 *
 * <pre>
 *    0  u32  length of the body
 *    4  u32  CRC32C of the body
 *    8  u64  sequence
 *   16  u8   type
 *   17  3 x  zero
 *   20  u32  CRC32C of bytes 0 to 19
 *   24  ...  body
 * </pre>
 *
 * <p>The head has a checksum of its own so that a damaged body can be stepped over by its length,
 * and so that the sequence can be put in, under the log's lock, after the body was summed outside
 * it.
 */
public final class Frame {
  public static final int HEADER = 24;

  /** The longest body that is written or believed. */
  public static final int MAX_BODY = 64 << 20;

  public static final int POINTS = 1;
  public static final int SERIES = 2;
  public static final int DELETE = 3;
  public static final int CHECKPOINT = 4;

  private Frame() {}

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
