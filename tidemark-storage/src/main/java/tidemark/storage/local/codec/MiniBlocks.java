package tidemark.storage.local.codec;

import java.util.Arrays;

/**
 * Integers in groups of up to 128, each written the way that takes least room: at one bit width
 * above the group's minimum (frame of reference), or, where most are zero, only those that are not,
 * with their places. Small groups keep an outlier from widening its whole column.
 *
 * <pre>
 *   u8 w  0 to 64     signed varint minimum, then n values less the minimum, w bits each
 *         64 + w      w 1 to 63: u8 k, k x u8 place, signed varint minimum, k values of w bits
 *         128         u8 k: this group and the k - 1 after it are all zero
 *         128 + w     w 1 to 64: ceil(n / 8) bytes of marks, lowest bit first, signed varint minimum,
 *                     the marked values of w bits
 * </pre>
 *
 * <p>Bits are packed lowest first and end on a byte. Not thread-safe: it owns scratch.
 */
final class MiniBlocks {
  static final int SIZE = 128;

  private static final int LIST = 64;
  private static final int ZEROS = 128;
  private static final int BITMAP = 128;

  private final long[] packed = new long[SIZE];
  private final int[] places = new int[SIZE];

  /** Bits needed for numbers from 0 to an unsigned one. */
  static int width(long unsigned) {
    return 64 - Long.numberOfLeadingZeros(unsigned);
  }

  /** Appends the values from one index to another. */
  void encode(long[] values, int from, int to, ByteOutput out) {
    for (int start = from; start < to; ) {
      int zeros = zeroGroups(values, start, to);
      if (zeros > 0) {
        out.put(ZEROS);
        out.put(zeros);
        start += zeros * SIZE;
      } else {
        encodeGroup(values, start, Math.min(SIZE, to - start), out);
        start += SIZE;
      }
    }
  }

  private static int zeroGroups(long[] values, int start, int to) {
    int i = start;
    int most = Math.min(to, start + 255 * SIZE);
    while (i < most && values[i] == 0) {
      i++;
    }
    return i == to ? (to - start + SIZE - 1) / SIZE : (i - start) / SIZE;
  }

  private void encodeGroup(long[] values, int start, int n, ByteOutput out) {
    long min = values[start];
    long max = min;
    int nonzero = 0;
    for (int i = start; i < start + n; i++) {
      long v = values[i];
      min = Math.min(min, v);
      max = Math.max(max, v);
      nonzero += v != 0 ? 1 : 0;
    }
    int width = width(max - min);
    if (nonzero <= n >>> 1 && sparse(values, start, n, nonzero, width * n, out)) {
      return;
    }
    out.put(width);
    out.putSigned(min);
    pack(values, start, n, min, width, out);
  }

  /** Writes only what is not zero, if that takes fewer bits than {@code dense}. */
  private boolean sparse(long[] values, int start, int n, int count, int dense, ByteOutput out) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int k = 0;
    for (int i = 0; k < count; i++) {
      long v = values[start + i];
      if (v != 0) {
        min = Math.min(min, v);
        max = Math.max(max, v);
        places[k] = i;
        packed[k++] = v;
      }
    }
    int width = Math.max(1, width(max - min));
    int list = 8 + 8 * count;
    boolean listed = list < n && width < 64;
    if ((listed ? list : n) + width * count >= dense) {
      return false;
    }
    if (listed) {
      out.put(LIST + width);
      out.put(count);
      for (int i = 0; i < count; i++) {
        out.put(places[i]);
      }
    } else {
      out.put(BITMAP + width);
      putMarks(n, count, out);
    }
    out.putSigned(min);
    pack(packed, 0, count, min, width, out);
    return true;
  }

  private void putMarks(int n, int count, ByteOutput out) {
    for (int i = 0, k = 0; i < n; i += 8) {
      int b = 0;
      while (k < count && places[k] < i + 8) {
        b |= 1 << (places[k++] - i);
      }
      out.put(b);
    }
  }

  /** Appends values less a minimum, packed; ends on a byte. */
  static void pack(long[] values, int start, int n, long min, int width, ByteOutput out) {
    int length = (n * width + 7) >>> 3;
    out.reserve(length + 8);
    byte[] to = out.array();
    int at = out.size();
    long word = 0;
    int filled = 0;
    for (int i = start; i < start + n; i++) {
      long x = values[i] - min;
      word |= x << filled;
      filled += width;
      if (filled >= 64) {
        ByteOutput.LONG.set(to, at, word);
        at += 8;
        filled -= 64;
        word = filled == 0 ? 0 : x >>> (width - filled);
      }
    }
    ByteOutput.LONG.set(to, at, word);
    out.cut(out.size() + length);
  }

  /** Reads the values from one index to another back. */
  void decode(ByteInput in, long[] values, int from, int to) {
    for (int start = from; start < to; start += SIZE) {
      int n = Math.min(SIZE, to - start);
      int mode = in.get();
      if (mode <= 64) {
        unpack(in, values, start, n, in.getSigned(), mode);
      } else if (mode == ZEROS) {
        int groups = in.get();
        int end = Math.min(to, start + groups * SIZE);
        if (groups == 0 || groups > (to - start + SIZE - 1) / SIZE) {
          throw ByteInput.corrupt("a run of " + groups + " groups");
        }
        Arrays.fill(values, start, end, 0);
        start += (groups - 1) * SIZE;
      } else {
        scatter(in, values, start, n, mode);
      }
    }
  }

  private void scatter(ByteInput in, long[] values, int start, int n, int mode) {
    int count = mode < BITMAP ? getList(in, n) : getMarks(in, n);
    int width = mode < BITMAP ? mode - LIST : mode - BITMAP;
    if (width > 64) {
      throw ByteInput.corrupt("a width of " + width + " bits");
    }
    unpack(in, packed, 0, count, in.getSigned(), width);
    Arrays.fill(values, start, start + n, 0);
    for (int i = 0; i < count; i++) {
      values[start + places[i]] = packed[i];
    }
  }

  private int getList(ByteInput in, int n) {
    int count = in.get();
    if (count > n) {
      throw ByteInput.corrupt("more places than values");
    }
    for (int i = 0; i < count; i++) {
      places[i] = in.get();
      if (places[i] >= n) {
        throw ByteInput.corrupt("a place outside its group");
      }
    }
    return count;
  }

  private int getMarks(ByteInput in, int n) {
    int from = in.skip((n + 7) >>> 3);
    int count = 0;
    for (int i = 0; i < n; i++) {
      if ((in.array()[from + (i >>> 3)] >>> (i & 7) & 1) != 0) {
        places[count++] = i;
      }
    }
    return count;
  }

  /** Reads packed values back. */
  static void unpack(ByteInput in, long[] values, int start, int n, long min, int width) {
    if (width == 0) {
      Arrays.fill(values, start, start + n, min);
      return;
    }
    int from = in.skip((n * width + 7) >>> 3);
    byte[] bytes = in.array();
    // loads are of eight bytes: the last few would go past the end of the array
    int safe = Math.clamp((bytes.length - from - 8L) * 8 / width, 0, n);
    int done = width <= 57 ? eights(bytes, from, values, start, safe & ~7, min, width) : 0;
    for (int i = done; i < n; i++) {
      values[start + i] = min + bits(bytes, from, (long) i * width, width);
    }
  }

  /**
   * Unpacks a multiple of eight values of at most 57 bits. Eight of them fill {@code width} whole
   * bytes, so narrow ones come out of one or few loads, by shifts that are the same in every round.
   */
  private static int eights(
      byte[] bytes, int from, long[] values, int start, int n, long min, int width) {
    long mask = (1L << width) - 1;
    if (width <= 8) {
      for (int i = 0, at = from; i < n; i += 8, at += width) {
        long a = (long) ByteOutput.LONG.get(bytes, at);
        four(values, start + i, a, width, mask, min);
        four(values, start + i + 4, a >>> (4 * width), width, mask, min);
      }
    } else if (width <= 15) {
      int half = width >>> 1;
      int odd = (width & 1) << 2;
      for (int i = 0, at = from; i < n; i += 8, at += width) {
        four(values, start + i, (long) ByteOutput.LONG.get(bytes, at), width, mask, min);
        long b = (long) ByteOutput.LONG.get(bytes, at + half) >>> odd;
        four(values, start + i + 4, b, width, mask, min);
      }
    } else {
      for (int i = 0, bit = 0; i < n; i++, bit += width) {
        long word = (long) ByteOutput.LONG.get(bytes, from + (bit >>> 3));
        values[start + i] = min + (word >>> (bit & 7) & mask);
      }
    }
    return n;
  }

  private static void four(long[] values, int at, long word, int width, long mask, long min) {
    values[at] = min + (word & mask);
    values[at + 1] = min + (word >>> width & mask);
    values[at + 2] = min + (word >>> (2 * width) & mask);
    values[at + 3] = min + (word >>> (3 * width) & mask);
  }

  /** Bit by bit of a byte: for the ends of arrays and very wide values. */
  private static long bits(byte[] bytes, int from, long bit, int width) {
    long v = 0;
    long b = bit;
    for (int got = 0; got < width; ) {
      int at = (int) (b >>> 3);
      int shift = (int) (b & 7);
      int take = Math.min(8 - shift, width - got);
      long part = ((bytes[from + at] & 0xff) >>> shift) & ((1L << take) - 1);
      v |= part << got;
      got += take;
      b += take;
    }
    return v;
  }
}
