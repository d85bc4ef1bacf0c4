package tidemark.storage.local.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import tidemark.storage.local.log.FileHead;

/**
 * An index.bin of formats 1 and 2: lines of one length, without summaries. It is read, and written
 * no more.
 *
 * <pre>
 *    0  u64  series number
 *    8  i64  time of the first point
 *   16  i64  time of the last point
 *   24  u32  points, 1 to 4096
 *   28  u32  CRC32C of the value column
 *   32  u64  offset of the value column in values.bin
 *   40  u32  its length
 *   44  u32  length of the time column and its CRC32C, or 0: times are regular
 *   48  u64  offset of the time column in times.bin, or the step of regular times
 * </pre>
 */
record FlatIndex(MemorySegment file, long size) implements Index {
  private static final int LINE = 56;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Whether a file of so many bytes can hold so many lines. */
  static boolean fits(long bytes, long lines) {
    return bytes == FileHead.SIZE + lines * LINE;
  }

  @Override
  public Entry at(long i) {
    long at = FileHead.SIZE + i * LINE;
    return new Entry(
        file.get(LONG, at),
        file.get(LONG, at + 8),
        file.get(LONG, at + 16),
        file.get(INT, at + 24),
        file.get(INT, at + 28),
        file.get(LONG, at + 32),
        file.get(INT, at + 40),
        file.get(INT, at + 44),
        file.get(LONG, at + 48),
        0,
        0);
  }

  @Override
  public long find(long number) {
    long low = 0;
    long high = size;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (file.get(LONG, FileHead.SIZE + middle * LINE) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
