package tidemark.storage.local.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.log.FileHead;

/**
 * What a block directory holds; written last, so that a directory without an intact one is not a
 * block.
 *
 * <pre>
 *    0  24 x  head, magic TIDEMAN; number: 1 if encoded with Effort.SMALLEST, else 0, and 2 if
 *             index.bin has pages
 *   24  u64   generation: greater for what was written later
 *   32  u64   sequence: the block holds appends up to this one of the log
 *   40  i64   time of the first point
 *   48  i64   time of the last point
 *   56  u64   points
 *   64  u64   entries in index.bin
 *   72  u64   length of values.bin,  80 u64 of times.bin,  88 u64 of index.bin
 *   96  u32   CRC32C of values.bin, 100 u32 of times.bin, 104 u32 of index.bin
 *  108  u32   CRC32C of bytes 0 to 107
 * </pre>
 */
record Manifest(
    Effort effort,
    boolean paged,
    long generation,
    long sequence,
    long first,
    long last,
    long points,
    long entries,
    long valuesLength,
    long timesLength,
    long indexLength,
    int valuesCrc,
    int timesCrc,
    int indexCrc) {
  static final String FILE = "MANIFEST";
  static final String MAGIC = "TIDEMAN";
  static final int SIZE = 112;

  ByteBuffer bytes() {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.put(FileHead.of(MAGIC, (effort == Effort.SMALLEST ? 1 : 0) | (paged ? 2 : 0)))
        .putLong(generation)
        .putLong(sequence);
    out.putLong(first).putLong(last).putLong(points).putLong(entries);
    out.putLong(valuesLength).putLong(timesLength).putLong(indexLength);
    out.putInt(valuesCrc).putInt(timesCrc).putInt(indexCrc);
    return out.putInt(crc(out.array(), SIZE - 4)).flip();
  }

  static Manifest parse(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length != SIZE
        || !FileHead.matches(bytes, MAGIC)
        || in.getInt(SIZE - 4) != crc(bytes, SIZE - 4)) {
      throw new IOException("its MANIFEST is damaged");
    }
    long kind = FileHead.number(bytes);
    Effort effort = (kind & 1) == 0 ? Effort.FAST : Effort.SMALLEST;
    in.position(FileHead.SIZE);
    return new Manifest(
        effort,
        (kind & 2) != 0,
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getInt(),
        in.getInt(),
        in.getInt());
  }

  static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
