package tidemark.storage.local.codec;

/**
 * Integers spread evenly over a range that is no power of two, in hardly more bits than their
 * entropy: phase-in codes, also called truncated binary (Salomon, Data Compression, section 2.9).
 * Of r numbers, with k = floor(log2 r) and u = 2^(k+1) - r, the first u take k bits and the others
 * one more. The bits more stand apart, so that the rest is unpacked like numbers of one width.
 *
 * <pre>
 *   signed varint min, varint r - 1 (less than 2^63 - 1)
 *   n x k bits      x = value - min where x &lt; u, else (x + u) / 2
 *   a bit each      (x + u) % 2, for those of the first that are not less than u
 * </pre>
 *
 * <p>Bits are packed lowest first; both runs end on a byte. Not thread-safe: it owns scratch.
 */
final class PhaseIn {
  /** What min and r may take, about. */
  private static final int HEAD = 6;

  private long[] heads = new long[0];
  private long min;
  private long most;

  /** Looks at values; returns about how many bytes they take, Long.MAX_VALUE if they do not fit. */
  long measure(long[] values, int from, int to) {
    min = values[from];
    long max = min;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    most = max - min;
    if (most < 0 || most == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long u = shorter(most);
    int longer = 0;
    for (int i = from; i < to; i++) {
      longer += values[i] - min >= u ? 1 : 0;
    }
    return HEAD + (((long) (to - from) * width(most) + longer) >>> 3);
  }

  /** Bits that every value takes. */
  private static int width(long most) {
    return 63 - Long.numberOfLeadingZeros(most + 1);
  }

  /** The numbers below this one take no bit more. */
  private static long shorter(long most) {
    long half = 1L << width(most);
    return half - (most + 1 - half);
  }

  /** Appends the values that were measured last. */
  void encode(long[] values, int from, int to, ByteOutput out) {
    int n = to - from;
    if (heads.length < n) {
      heads = new long[Math.max(n, 4096)];
    }
    long u = shorter(most);
    for (int i = 0; i < n; i++) {
      long x = values[from + i] - min;
      heads[i] = x < u ? x : (x + u) >>> 1;
    }
    out.putSigned(min);
    out.putVar(most);
    MiniBlocks.pack(heads, 0, n, 0, width(most), out);
    BitOutput bits = new BitOutput(out);
    for (int i = 0; i < n; i++) {
      if (heads[i] >= u) {
        bits.put((values[from + i] - min + u) & 1);
      }
    }
    bits.end();
  }

  /** Reads the values from one index to another back. */
  static void decode(ByteInput in, long[] values, int from, int to) {
    long least = in.getSigned();
    long range = in.getVar();
    if (range < 0 || range == Long.MAX_VALUE) {
      throw ByteInput.corrupt("a range of more than 63 bits");
    }
    long u = shorter(range);
    MiniBlocks.unpack(in, values, from, to - from, 0, width(range));
    int longer = 0;
    for (int i = from; i < to; i++) {
      longer += values[i] >= u ? 1 : 0;
    }
    int at = in.skip((longer + 7) >>> 3);
    byte[] bytes = in.array();
    int last = Math.max(0, longer - 1);
    for (int i = from, bit = 0; i < to; i++) {
      long head = values[i];
      // no branch, which half of the time would be guessed wrong
      int more = (int) (~(head - u) >>> 63);
      long tail = longer == 0 ? 0 : bytes[at + (Math.min(bit, last) >>> 3)] >>> (bit & 7) & 1;
      values[i] = least + head + ((head - u + tail) & -(long) more);
      bit += more;
    }
  }
}
