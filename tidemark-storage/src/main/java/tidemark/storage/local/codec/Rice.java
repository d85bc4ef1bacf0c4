package tidemark.storage.local.codec;

import java.util.Arrays;

/**
 * Integers that crowd around their middle: each one's distance from the median, zigzag, in k bits
 * and what is above them in unary (Rice, "Some practical universal noiseless coding techniques",
 * JPL 79-22, 1979). The unary part stands apart, so that the rest is unpacked like numbers of one
 * width.
 *
 * <pre>
 *   signed varint middle, u8 k 0 to 62, varint bytes of the unary part
 *   n x k bits      the low bits of z = zigzag(value - middle), wrapping
 *   unary part      for each: z &gt;&gt;&gt; k zeros, then a one
 * </pre>
 *
 * <p>Bits are packed lowest first; both runs end on a byte. Not thread-safe: it owns scratch.
 */
final class Rice {
  /** What the head takes, about. */
  private static final int HEAD = 6;

  /** Zeros per value above which something else is better anyway. */
  private static final int MOST_ZEROS = 16;

  private long[] zigzags = new long[0];
  private long[] lows = new long[0];
  private long middle;
  private int k;
  private long unaryBits;

  /** Looks at values; returns about how many bytes they take, Long.MAX_VALUE if it is no use. */
  long measure(long[] values, int from, int to) {
    int n = to - from;
    if (zigzags.length < n) {
      zigzags = new long[Math.max(n, 4096)];
    }
    System.arraycopy(values, from, zigzags, 0, n);
    Arrays.sort(zigzags, 0, n);
    middle = zigzags[n / 2];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      long z = zigzag(values[from + i] - middle);
      zigzags[i] = z;
      sum += z < 0 ? 0x1p64 : z;
    }
    int about = Math.clamp(Math.getExponent(sum / n), 0, 61);
    long best = Long.MAX_VALUE;
    for (int candidate = Math.max(0, about - 1); candidate <= about + 1; candidate++) {
      long unary = unary(n, candidate);
      if (unary < 0) {
        continue;
      }
      long bits = (long) n * candidate + unary;
      if (bits < best) {
        best = bits;
        k = candidate;
        unaryBits = unary;
      }
    }
    return best == Long.MAX_VALUE ? best : HEAD + (best >>> 3);
  }

  private static long zigzag(long v) {
    return (v << 1) ^ (v >> 63);
  }

  /** Bits of the unary part, -1 if there are too many. */
  private long unary(int n, int width) {
    long bits = n;
    for (int i = 0; i < n; i++) {
      long zeros = zigzags[i] >>> width;
      if (zeros > (long) n * MOST_ZEROS) {
        return -1;
      }
      bits += zeros;
    }
    return bits > (long) n * MOST_ZEROS ? -1 : bits;
  }

  /** Appends the values that were measured last. */
  void encode(int n, ByteOutput out) {
    out.putSigned(middle);
    out.put(k);
    out.putVar((unaryBits + 7) >>> 3);
    packLow(n, out);
    BitOutput bits = new BitOutput(out);
    for (int i = 0; i < n; i++) {
      bits.putUnary(zigzags[i] >>> k);
    }
    bits.end();
  }

  private void packLow(int n, ByteOutput out) {
    if (lows.length < n) {
      lows = new long[zigzags.length];
    }
    long mask = (1L << k) - 1;
    for (int i = 0; i < n; i++) {
      lows[i] = zigzags[i] & mask;
    }
    MiniBlocks.pack(lows, 0, n, 0, k, out);
  }

  /** Reads the values from one index to another back. */
  static void decode(ByteInput in, long[] values, int from, int to) {
    long middle = in.getSigned();
    int k = in.get();
    if (k > 62) {
      throw ByteInput.corrupt("a Rice parameter of " + k);
    }
    int length = in.getCount(in.remaining());
    MiniBlocks.unpack(in, values, from, to - from, 0, k);
    int start = in.skip(length);
    byte[] bytes = in.array();
    int end = (start + length) << 3;
    int bit = start << 3;
    for (int i = from; i < to; i++) {
      int one = one(bytes, bit, end);
      long z = (long) (one - bit) << k | values[i];
      values[i] = middle + ((z >>> 1) ^ -(z & 1));
      bit = one + 1;
    }
  }

  /** The place of the next bit that is set. */
  private static int one(byte[] bytes, int from, int end) {
    int bit = from;
    while (bit < end) {
      int at = bit >>> 3;
      long word =
          at + 8 <= bytes.length ? (long) ByteOutput.LONG.get(bytes, at) : bytes[at] & 0xffL;
      int width = at + 8 <= bytes.length ? 64 : 8;
      word >>>= bit & 7;
      if (word != 0) {
        int one = bit + Long.numberOfTrailingZeros(word);
        if (one < end) {
          return one;
        }
        break;
      }
      bit += width - (bit & 7);
    }
    throw ByteInput.corrupt("a column ends early");
  }
}
