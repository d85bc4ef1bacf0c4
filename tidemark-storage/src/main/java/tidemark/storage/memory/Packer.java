package tidemark.storage.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.codec.LongCodec;
import tidemark.storage.local.codec.ValueCodec;

/** Packs chunks and unpacks them; keeps what it needs for the next. Guarded by a shard's lock. */
final class Packer {
  private final ValueCodec values = new ValueCodec(Effort.FAST);
  private final LongCodec times = new LongCodec(Effort.FAST);
  private final ByteOutput out = new ByteOutput(Chunk.CAPACITY * Long.BYTES);
  private final ByteInput in = new ByteInput();
  private final Columns columns = new Columns(Chunk.CAPACITY);
  private final long[] longs = new long[Chunk.CAPACITY];

  /** The same points in less room. */
  PackedChunk pack(Chunk chunk) {
    int n = chunk.size();
    columns.clear();
    for (int i = 0; i < n; i++) {
      boolean integer = chunk.isInteger(i);
      long bits = integer ? chunk.integer(i) : Double.doubleToRawLongBits(chunk.value(i));
      columns.add(chunk.time(i), bits, integer);
    }
    byte[] packedTimes = null;
    if (!columns.isRegular()) { // a chunk into which points came late may be, and not know it
      for (int i = 0; i < n; i++) {
        longs[i] = chunk.time(i);
      }
      out.clear();
      times.encode(longs, 0, n, out);
      packedTimes = Arrays.copyOf(out.array(), out.size());
    }
    out.clear();
    values.encode(columns, 0, n, out);
    return new PackedChunk(
        n,
        chunk.first(),
        chunk.last(),
        columns.step(),
        packedTimes,
        Arrays.copyOf(out.array(), out.size()));
  }

  /** A part as a chunk of its own, or itself if it is one. */
  Chunk unpack(Part part) {
    return switch (part) {
      case Chunk chunk -> chunk;
      case PackedChunk packed -> unpack(packed);
    };
  }

  private Chunk unpack(PackedChunk packed) {
    int n = packed.size();
    long[] bits = new long[n];
    byte[] bytes = packed.values();
    long @Nullable [] marks = values.decode(in.reset(bytes, 0, bytes.length), bits, n);
    byte[] packedTimes = packed.times();
    if (packedTimes != null) {
      times.decode(in.reset(packedTimes, 0, packedTimes.length), longs, n);
    }
    Chunk chunk = new Chunk();
    for (int i = 0; i < n; i++) {
      long time = packedTimes == null ? packed.first() + i * packed.step() : longs[i];
      if (marks != null && (marks[i >>> 6] >>> i & 1) != 0) {
        chunk.putInteger(time, bits[i]);
      } else {
        chunk.put(time, Double.longBitsToDouble(bits[i]));
      }
    }
    return chunk;
  }
}
