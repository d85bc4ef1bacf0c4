package tidemark.storage.local.codec;

/**
 * A column of 64-bit integers in few bytes: their common factor divided out, differenced zero, one
 * or two times, whichever leaves the narrowest residuals, and these in {@link MiniBlocks} or, with
 * {@link Effort#SMALLEST}, in {@link PhaseIn} or {@link Rice} codes if that is shorter. Lossless
 * for all of them: differences wrap around and come back.
 *
 * <pre>
 *   u8 order                        0, 1 or 2: how many times differenced; + 4: there is a factor;
 *                                   + 8: segments
 *   [signed varint b, varint f]     the values are b + f x what follows
 *   signed varint x order           the first value, then the first difference
 *   n - order residuals             mini-blocks or segments
 * </pre>
 *
 * <p>Not thread-safe: it owns its scratch columns.
 */
public final class LongCodec {
  private static final int ORDER = 3;
  private static final int FACTOR = 4;
  private static final int SEGMENTS = 8;

  /** Shorter columns are not worth a choice. */
  private static final int LEAST = 16;

  /** What is slower to read must save one byte in so many. */
  private static final int WORTH = 50;

  /** Groups looked at to choose the order; columns are alike throughout. */
  private static final int SAMPLES = 4;

  private final Effort effort;
  private final MiniBlocks minis = new MiniBlocks();
  private final Segments segments = new Segments(minis);
  private long[] residuals = new long[0];
  private long[] quotients = new long[0];

  /** For reading, or for writing with an effort. */
  public LongCodec(Effort effort) {
    this.effort = effort;
  }

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
    int start = out.size();
    put(v, from, n, flag | Math.min(order(v, from, n), n), base, factor, out);
    if (effort == Effort.SMALLEST && n >= LEAST) {
      int length = out.size() - start;
      int other = shorter(v, from, n, length - length / WORTH);
      if (other != 0) {
        out.cut(start);
        put(v, from, n, flag | other, base, factor, out);
      }
    }
  }

  /** The order that takes least in segments, if that is less than a length; else 0. */
  private int shorter(long[] v, int from, int n, long length) {
    long least = length;
    int best = 0;
    for (int order = 0; order <= 2; order++) {
      differ(v, from, n, order);
      long size = segments.measure(residuals, order, n);
      if (size < least) {
        least = size;
        best = order | SEGMENTS;
      }
    }
    return best;
  }

  private void put(long[] v, int from, int n, int head, long base, long factor, ByteOutput out) {
    int order = head & ORDER;
    out.put(head);
    if ((head & FACTOR) != 0) {
      out.putSigned(base);
      out.putVar(factor);
    }
    differ(v, from, n, order);
    if (order > 0) {
      out.putSigned(v[from]);
    }
    if (order > 1) {
      out.putSigned(v[from + 1] - v[from]);
    }
    if ((head & SEGMENTS) != 0) {
      segments.measure(residuals, order, n);
      segments.encode(residuals, order, out);
    } else {
      minis.encode(residuals, order, n, out);
    }
  }

  /** Fills the residuals from index {@code order} on. */
  private void differ(long[] v, int from, int n, int order) {
    long[] r = residuals;
    if (order == 0) {
      System.arraycopy(v, from, r, 0, n);
      return;
    }
    for (int i = 1; i < n; i++) {
      r[i] = v[from + i] - v[from + i - 1];
    }
    if (order > 1) {
      for (int i = n - 1; i > 1; i--) {
        r[i] -= r[i - 1];
      }
    }
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
    int order = head & ORDER;
    if (head >= 2 * SEGMENTS || order > 2 || order > n) {
      throw ByteInput.corrupt("an integer column of kind " + head);
    }
    boolean factored = (head & FACTOR) != 0;
    long base = factored ? in.getSigned() : 0;
    long factor = factored ? in.getVar() : 1;
    long first = order > 0 ? in.getSigned() : 0;
    long slope = order > 1 ? in.getSigned() : 0;
    if ((head & SEGMENTS) != 0) {
      segments.decode(in, values, order, n);
    } else {
      minis.decode(in, values, order, n);
    }
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
    if (factored) {
      for (int i = 0; i < n; i++) {
        values[i] = base + factor * values[i];
      }
    }
  }
}
