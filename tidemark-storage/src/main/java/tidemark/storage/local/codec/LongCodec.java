package tidemark.storage.local.codec;

/**
 * A column of 64-bit integers in few bytes: their common factor divided out, differenced zero, one
 * or two times, whichever leaves the narrowest residuals, and these in {@link MiniBlocks}. Lossless
 * for all of them: differences wrap around and come back.
 *
 * <pre>
 *   u8 order                        0, 1 or 2: how many times differenced; + 4: there is a factor
 *   [signed varint b, varint f]     the values are b + f x what follows
 *   signed varint x order           the first value, then the first difference
 *   n - order residuals             mini-blocks
 * </pre>
 *
 * <p>Not thread-safe: it owns its scratch columns.
 */
public final class LongCodec {
  private static final int FACTOR = 4;

  /** Groups looked at to choose the order; columns are alike throughout. */
  private static final int SAMPLES = 4;

  private final MiniBlocks minis = new MiniBlocks();
  private long[] residuals = new long[0];
  private long[] quotients = new long[0];

  /** Appends the encoded column. */
  public void encode(long[] values, int from, int n, ByteOutput out) {
    if (residuals.length < n) {
      residuals = new long[Math.max(n, 4096)];
      quotients = new long[residuals.length];
    }
    long factor = factor(values, from, n);
    if (factor <= 1) {
      column(values, from, n, 0, 0, 0, out);
      return;
    }
    long base = values[from];
    for (int i = 0; i < n; i++) {
      quotients[i] = (values[from + i] - base) / factor;
    }
    column(quotients, 0, n, FACTOR, base, factor, out);
  }

  /** The greatest common factor of the distances from the first value; 0 if all are equal. */
  private static long factor(long[] v, int from, int n) {
    long factor = 0;
    for (int i = 1; i < n && factor != 1; i++) {
      long distance = Math.abs(v[from + i] - v[from]);
      if (distance < 0) {
        return 1; // no positive number: nothing to gain
      }
      while (distance != 0) {
        long rest = factor % distance;
        factor = distance;
        distance = rest;
      }
    }
    return factor;
  }

  private void column(long[] v, int from, int n, int flag, long base, long factor, ByteOutput out) {
    int order = Math.min(order(v, from, n), n);
    out.put(order | flag);
    if (flag != 0) {
      out.putSigned(base);
      out.putVar(factor);
    }
    long[] r = residuals;
    if (order > 0) {
      out.putSigned(v[from]);
      for (int i = 1; i < n; i++) {
        r[i] = v[from + i] - v[from + i - 1];
      }
    }
    if (order > 1) {
      out.putSigned(r[1]);
      for (int i = n - 1; i > 1; i--) {
        r[i] -= r[i - 1];
      }
    }
    if (order == 0) {
      System.arraycopy(v, from, r, 0, n);
    }
    minis.encode(r, order, n, out);
  }

  /** The order whose residuals take fewest bits, in a few groups spread over the column. */
  private static int order(long[] v, int from, int n) {
    long[] bits = new long[3];
    int groups = (n + MiniBlocks.SIZE - 1) / MiniBlocks.SIZE;
    int stride = Math.max(1, groups / SAMPLES);
    for (int group = 0; group < groups; group += stride) {
      int start = group * MiniBlocks.SIZE;
      cost(v, from, start, Math.min(n, start + MiniBlocks.SIZE), bits);
    }
    if (bits[1] < bits[0]) {
      return bits[2] < bits[1] ? 2 : 1;
    }
    return bits[2] < bits[0] ? 2 : 0;
  }

  private static void cost(long[] v, int from, int start, int end, long[] bits) {
    int first = Math.max(2, start);
    if (first >= end) {
      bits[1]++;
      bits[2] += 2;
      return;
    }
    long min0 = Long.MAX_VALUE;
    long min1 = Long.MAX_VALUE;
    long min2 = Long.MAX_VALUE;
    long max0 = Long.MIN_VALUE;
    long max1 = Long.MIN_VALUE;
    long max2 = Long.MIN_VALUE;
    int changes = 0;
    int bends = 0;
    long previous = v[from + first - 1];
    long slope = previous - v[from + first - 2];
    for (int i = from + first; i < from + end; i++) {
      long difference = v[i] - previous;
      long second = difference - slope;
      previous = v[i];
      slope = difference;
      min0 = Math.min(min0, previous);
      max0 = Math.max(max0, previous);
      min1 = Math.min(min1, difference);
      max1 = Math.max(max1, difference);
      min2 = Math.min(min2, second);
      max2 = Math.max(max2, second);
      changes += difference != 0 ? 1 : 0;
      bends += second != 0 ? 1 : 0;
    }
    int n = end - first;
    bits[0] += (long) n * MiniBlocks.width(max0 - min0);
    bits[1] += 16 + bits(n, changes, MiniBlocks.width(max1 - min1));
    bits[2] += 32 + bits(n, bends, MiniBlocks.width(max2 - min2));
  }

  private static long bits(int n, int nonzero, int width) {
    long places = Math.min(n, 8L * nonzero);
    return Math.min((long) n * width, places + (long) nonzero * width);
  }

  /** Reads a column of {@code n} back. */
  public void decode(ByteInput in, long[] values, int n) {
    int head = in.get();
    int order = head & ~FACTOR;
    if (order > 2 || order > n) {
      throw ByteInput.corrupt("a column differenced " + order + " times");
    }
    long base = head == order ? 0 : in.getSigned();
    long factor = head == order ? 1 : in.getVar();
    long first = order > 0 ? in.getSigned() : 0;
    long slope = order > 1 ? in.getSigned() : 0;
    minis.decode(in, values, order, n);
    if (order == 1) {
      long value = first;
      values[0] = value;
      for (int i = 1; i < n; i++) {
        value += values[i];
        values[i] = value;
      }
    } else if (order == 2) {
      long value = first + slope;
      values[0] = first;
      values[1] = value;
      for (int i = 2; i < n; i++) {
        slope += values[i];
        value += slope;
        values[i] = value;
      }
    }
    if (head != order) {
      for (int i = 0; i < n; i++) {
        values[i] = base + factor * values[i];
      }
    }
  }
}
