package tidemark.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash of names, eight bytes at a time, under a seed that senders do not know. Good enough to
 * spread names over slots; equality is always decided by the bytes.
 */
public final class SpellingHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * Odd 64-bit constants of SplittableRandom and MurmurHash3, which mix well when multiplied by.
   */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final long MIX = 0xFF51AFD7ED558CCDL;

  private SpellingHash() {}

  public static long of(long seed, byte[] buffer, int offset, int length) {
    long h = (seed ^ length) * MIX;
    int i = offset;
    int end = offset + length;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      h = mix(h ^ (long) LONGS.get(buffer, i));
    }
    if (i < end) {
      long tail = 0;
      if (length >= Long.BYTES) {
        tail = (long) LONGS.get(buffer, end - Long.BYTES); // some bytes twice, none beyond the end
      } else {
        for (; i < end; i++) {
          tail = (tail << 8) | (buffer[i] & 0xff);
        }
      }
      h = mix(h ^ tail);
    }
    return h;
  }

  /** The 32 bits by which a slot is found. */
  public static int fold(long hash) {
    long h = hash * MIX;
    return (int) (h ^ (h >>> 32));
  }

  private static long mix(long h) {
    long m = h * GOLDEN;
    return m ^ (m >>> 29);
  }
}
