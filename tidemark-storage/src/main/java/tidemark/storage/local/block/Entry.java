package tidemark.storage.local.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import tidemark.storage.local.log.FileHead;

/**
 * One line of index.bin, sorted by number and then by time.
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
record Entry(
    long number,
    long first,
    long last,
    int points,
    int crc,
    long valuesOffset,
    int valuesLength,
    int timesLength,
    long timesOffset) {
  static final int SIZE = 56;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static long numberAt(MemorySegment index, long i) {
    return index.get(LONG, FileHead.SIZE + i * SIZE);
  }

  static Entry at(MemorySegment index, long i) {
    long at = FileHead.SIZE + i * SIZE;
    return new Entry(
        index.get(LONG, at),
        index.get(LONG, at + 8),
        index.get(LONG, at + 16),
        index.get(INT, at + 24),
        index.get(INT, at + 28),
        index.get(LONG, at + 32),
        index.get(INT, at + 40),
        index.get(INT, at + 44),
        index.get(LONG, at + 48));
  }
}
