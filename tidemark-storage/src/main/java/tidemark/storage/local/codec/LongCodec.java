package tidemark.storage.local.codec;

/**
 * A column of 64-bit integers in few bytes: differenced zero, one or two times, whichever leaves
 * the narrowest residuals, and these in mini-blocks of 128, each with its own minimum and bit width
 * (frame of reference). Lossless for all of them: differences wrap around and come back.
 *
 * <pre>
 *   u8 order                        0, 1 or 2: how many times differenced
 *   signed varint x order           the first value, then the first difference
 *   per mini-block of up to 128:    signed varint minimum, u8 width (0..64),
 *                                   ceil(n * width / 8) bytes: residual - minimum, lowest bit first
 * </pre>
 *
 * <p>Not thread-safe: it owns its scratch column.
 */
public final class LongCodec {
  static final int MINI = 128;

  private long[] residuals = new long[0];

  /** Appends the encoded column. */
  public void encode(long[] values, int from, int n, ByteOutput out) {
    if (residuals.length < n) {
      residuals = new long[Math.max(n, 4096)];
    }
    int order = 0;
    long best = Long.MAX_VALUE;
    for (int candidate = 0; candidate <= 2 && candidate <= n; candidate++) {
      long bits = cost(values, from, n, candidate);
      if (bits < best) {
        best = bits;
        order = candidate;
      }
    }
    difference(values, from, n, order);
    out.put(order);
    if (order > 0) {
      out.putSigned(values[from]);
    }
    if (order > 1) {
      out.putSigned(n > 1 ? values[from + 1] - values[from] : 0);
    }
    for (int start = order; start < n; start += MINI) {
      pack(start, Math.min(MINI, n - start), out);
    }
  }

  /** Residual {@code i} stands at index {@code i}; those below {@code order} are not used. */
  private void difference(long[] v, int from, int n, int order) {
    long[] r = residuals;
    switch (order) {
      case 0 -> System.arraycopy(v, from, r, 0, n);
      case 1 -> {
        for (int i = 1; i < n; i++) {
          r[i] = v[from + i] - v[from + i - 1];
        }
      }
      default -> {
        for (int i = 2; i < n; i++) {
          r[i] = v[from + i] - 2 * v[from + i - 1] + v[from + i - 2];
        }
      }
    }
  }

  private long cost(long[] v, int from, int n, int order) {
    difference(v, from, n, order);
    long bits = order * 16L;
    for (int start = order; start < n; start += MINI) {
      int end = Math.min(start + MINI, n);
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (int i = start; i < end; i++) {
        min = Math.min(min, residuals[i]);
        max = Math.max(max, residuals[i]);
      }
      bits += 24 + (long) width(max - min) * (end - start);
    }
    return bits;
  }

  private static int width(long unsigned) {
    return 64 - Long.numberOfLeadingZeros(unsigned);
  }

  private void pack(int start, int n, ByteOutput out) {
    long[] r = residuals;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = start; i < start + n; i++) {
      min = Math.min(min, r[i]);
      max = Math.max(max, r[i]);
    }
    int width = width(max - min);
    out.putSigned(min);
    out.put(width);
    out.reserve(n * 8 + 16);
    long word = 0;
    int filled = 0;
    for (int i = start; i < start + n; i++) {
      long x = r[i] - min;
      word |= x << filled;
      filled += width;
      if (filled >= 64) {
        out.putLong(word);
        filled -= 64;
        word = filled == 0 ? 0 : x >>> (width - filled);
      }
    }
    for (; filled > 0; filled -= 8) {
      out.put((int) word);
      word >>>= 8;
    }
  }

  /** Reads a column of {@code n} back. */
  public void decode(ByteInput in, long[] values, int n) {
    int order = in.get();
    if (order > 2 || order > n) {
      throw ByteInput.corrupt("a column differenced " + order + " times");
    }
    long first = order > 0 ? in.getSigned() : 0;
    long step = order > 1 ? in.getSigned() : 0;
    for (int start = order; start < n; start += MINI) {
      unpack(in, values, start, Math.min(MINI, n - start));
    }
    if (order == 1) {
      values[0] = first;
      for (int i = 1; i < n; i++) {
        values[i] += values[i - 1];
      }
    } else if (order == 2) {
      values[0] = first;
      values[1] = first + step;
      for (int i = 2; i < n; i++) {
        step += values[i];
        values[i] = values[i - 1] + step;
      }
    }
  }

  private static void unpack(ByteInput in, long[] values, int start, int n) {
    long min = in.getSigned();
    int width = in.get();
    if (width > 64) {
      throw ByteInput.corrupt("a width of " + width + " bits");
    }
    int length = (n * width + 7) >>> 3;
    int from = in.skip(length);
    byte[] bytes = in.array();
    long mask = width == 64 ? -1L : (1L << width) - 1;
    if (width <= 56) {
      // one unaligned load holds the whole value; the last few would load past the end
      int whole = Math.max(0, Math.min(n, (int) ((length - 8L) * 8 / Math.max(width, 1))));
      for (int i = 0; i < whole; i++) {
        int bit = i * width;
        long word = (long) ByteOutput.LONG.get(bytes, from + (bit >>> 3));
        values[start + i] = min + (word >>> (bit & 7) & mask);
      }
      for (int i = whole; i < n; i++) {
        values[start + i] = min + bits(bytes, from, (long) i * width, width);
      }
    } else {
      for (int i = 0; i < n; i++) {
        values[start + i] = min + bits(bytes, from, (long) i * width, width);
      }
    }
  }

  /** Bit by byte: for the ends of columns and very wide values. */
  private static long bits(byte[] bytes, int from, long bit, int width) {
    long v = 0;
    for (int got = 0; got < width; ) {
      int at = (int) (bit >>> 3);
      int shift = (int) (bit & 7);
      int take = Math.min(8 - shift, width - got);
      long part = ((bytes[from + at] & 0xff) >>> shift) & ((1L << take) - 1);
      v |= part << got;
      got += take;
      bit += take;
    }
    return v;
  }
}
