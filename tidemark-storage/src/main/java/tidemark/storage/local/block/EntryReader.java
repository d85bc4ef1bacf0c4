package tidemark.storage.local.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.codec.LongCodec;
import tidemark.storage.local.codec.ValueCodec;

/** The scratch memory that decoding a block's entries takes. One thread at a time. */
public final class EntryReader {
  /** Decoders load eight bytes at once: so many must follow a column. */
  private static final int SLACK = 8;

  final ValueCodec values = new ValueCodec(Effort.FAST);
  final LongCodec times = new LongCodec(Effort.FAST);
  final SummaryReader summaries = new SummaryReader();
  private final ByteInput in = new ByteInput();
  private final CRC32C crc = new CRC32C();
  private byte[] buffer = new byte[1 << 14];

  /** Copies bytes of a mapped file. */
  ByteInput load(MemorySegment file, long offset, int length) {
    if (buffer.length < length + SLACK) {
      buffer = new byte[length + length / 2 + SLACK];
    }
    MemorySegment.copy(file, ValueLayout.JAVA_BYTE, offset, buffer, 0, length);
    return in.reset(buffer, 0, length);
  }

  /** The checksum of the first bytes that were loaded last. */
  int crc(int length) {
    crc.reset();
    crc.update(buffer, 0, length);
    return (int) crc.getValue();
  }
}
