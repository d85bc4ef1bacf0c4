package tidemark.storage.local.codec;

import org.jspecify.annotations.Nullable;

/**
 * A column of values in few bytes, bit for bit. Values are 64 bits each: a double's bits, or where
 * marked the integer itself (see {@link Columns}).
 *
 * <pre>
 *   u8 kind     0 raw       count x 8 bytes
 *               1 decimal   u8 e, varint x, x times (varint index delta, 8 bytes), LongCodec column
 *               2 integers  every value is a marked integer: LongCodec column
 *               3 mixed     ceil(count / 8) bytes of marks, lowest bit first, then count x 8 bytes
 *               4 ordered   the doubles' bits as numbers that sort like them: LongCodec column
 * </pre>
 *
 * <p>Decimal: what people measure was printed with few digits, so value = m / 10^e with one e per
 * column (see {@link Decimal}); the x others (-0.0, NaN, infinities, full doubles) stand in the
 * list of exceptions. Ordered: full doubles that are near each other have near numbers, the bits of
 * a negative one turned around except for the sign. Not thread-safe: it owns its scratch columns.
 */
public final class ValueCodec {
  static final int RAW = 0;
  static final int DECIMAL = 1;
  static final int INTEGERS = 2;
  static final int MIXED = 3;
  static final int ORDERED = 4;

  private final LongCodec longs;
  private long[] mantissas = new long[0];
  private int[] exceptions = new int[0];
  private long[] exceptionBits = new long[0];
  private int exceptionCount;
  private int exponent;

  /** For reading, or for writing with an effort. */
  public ValueCodec(Effort effort) {
    longs = new LongCodec(effort);
  }

  /** Appends the values {@code from} to {@code to} of a column. */
  public void encode(Columns column, int from, int to, ByteOutput out) {
    int marked = column.marked(from, to);
    exponent = -1;
    if (marked == to - from && marked > 0) {
      exponent = 0;
      out.put(INTEGERS);
      longs.encode(column.bits, from, to - from, out);
    } else if (marked > 0) {
      out.put(MIXED);
      putMarks(column, from, to, out);
      putRaw(column.bits, from, to, out);
    } else if (!decimal(column.bits, from, to, out) && !ordered(column.bits, from, to, out)) {
      out.put(RAW);
      putRaw(column.bits, from, to, out);
    }
  }

  private boolean ordered(long[] bits, int from, int to, ByteOutput out) {
    int n = to - from;
    for (int i = 0; i < n; i++) {
      mantissas[i] = turn(bits[from + i]);
    }
    int start = out.size();
    out.put(ORDERED);
    longs.encode(mantissas, 0, n, out);
    if (out.size() - start <= Long.BYTES * n) {
      return true;
    }
    out.cut(start);
    return false;
  }

  /** A double's bits as a number that sorts like it, and back. */
  private static long turn(long bits) {
    return bits ^ ((bits >> 63) >>> 1);
  }

  private static void putMarks(Columns column, int from, int to, ByteOutput out) {
    for (int i = from; i < to; i += 8) {
      int b = 0;
      for (int j = i; j < Math.min(i + 8, to); j++) {
        b |= column.isInteger(j) ? 1 << (j - i) : 0;
      }
      out.put(b);
    }
  }

  private static void putRaw(long[] bits, int from, int to, ByteOutput out) {
    out.reserve((to - from) * 8);
    for (int i = from; i < to; i++) {
      out.putLong(bits[i]);
    }
  }

  private boolean decimal(long[] bits, int from, int to, ByteOutput out) {
    int n = to - from;
    room(n);
    if (exceptions.length < n) {
      exceptions = new int[mantissas.length];
    }
    int e = exponent(bits, from, to);
    if (e < 0) {
      return false;
    }
    int count = 0;
    long previous = 0;
    for (int i = 0; i < n; i++) {
      long m = Decimal.mantissa(bits[from + i], e);
      if (m == Decimal.NONE) {
        exceptions[count++] = i;
        m = previous; // costs nothing after differencing
      }
      previous = m;
      mantissas[i] = m;
    }
    if (count > n >>> 3) {
      return false;
    }
    out.put(DECIMAL);
    out.put(e);
    out.putVar(count);
    int last = 0;
    for (int i = 0; i < count; i++) {
      out.putVar(exceptions[i] - last);
      out.putLong(bits[from + exceptions[i]]);
      last = exceptions[i];
    }
    longs.encode(mantissas, 0, n, out);
    exponent = count == 0 ? e : -1;
    return true;
  }

  /**
   * The values that were just encoded as whole numbers over 10 to the {@link #exponent}, from index
   * 0 on; null if some are none. To be read before the next call.
   */
  public long @Nullable [] whole(Columns column, int from, int to) {
    if (exponent >= 0 && column.isInteger(from)) {
      room(to - from);
      System.arraycopy(column.bits, from, mantissas, 0, to - from);
    }
    return exponent < 0 ? null : mantissas;
  }

  /** That of {@link #whole}. */
  public int exponent() {
    return exponent;
  }

  /** The smallest exponent that fits most of up to 32 values spread over the column, or -1. */
  private static int exponent(long[] bits, int from, int to) {
    int stride = Math.max(1, (to - from) / 32);
    int e = 0;
    int unfit = 0;
    int seen = 0;
    for (int i = from; i < to; i += stride, seen++) {
      int needed = Decimal.exponent(bits[i], e);
      if (needed == Decimal.EXPONENTS) {
        unfit++;
      } else {
        e = needed;
      }
    }
    return unfit > seen >>> 2 ? -1 : e;
  }

  /**
   * Reads {@code n} values into {@code bits}.
   *
   * @return the marks as {@link Columns#marks} has them, null when none is an integer
   */
  public long @Nullable [] decode(ByteInput in, long[] bits, int n) {
    int kind = in.get();
    switch (kind) {
      case RAW -> getRaw(in, bits, n);
      case DECIMAL -> getDecimal(in, bits, n);
      case INTEGERS -> {
        longs.decode(in, bits, n);
        long[] marks = new long[(n + 63) >>> 6];
        for (int i = 0; i < n; i++) {
          marks[i >>> 6] |= 1L << i;
        }
        return marks;
      }
      case MIXED -> {
        int from = in.skip((n + 7) >>> 3);
        long[] marks = new long[(n + 63) >>> 6];
        for (int i = 0; i < n; i++) {
          marks[i >>> 6] |= (in.array()[from + (i >>> 3)] >>> (i & 7) & 1L) << i;
        }
        getRaw(in, bits, n);
        return marks;
      }
      case ORDERED -> {
        longs.decode(in, bits, n);
        for (int i = 0; i < n; i++) {
          bits[i] = turn(bits[i]);
        }
      }
      default -> throw ByteInput.corrupt("a value column of kind " + kind);
    }
    return null;
  }

  private static void getRaw(ByteInput in, long[] bits, int n) {
    int from = in.skip(n * 8);
    byte[] bytes = in.array();
    for (int i = 0; i < n; i++) {
      bits[i] = (long) ByteOutput.LONG.get(bytes, from + i * 8);
    }
  }

  private void getDecimal(ByteInput in, long[] bits, int n) {
    double power = Decimal.power(startDecimal(in, n));
    longs.decode(in, bits, n);
    for (int i = 0; i < n; i++) {
      bits[i] = Double.doubleToRawLongBits((double) bits[i] / power);
    }
    for (int i = 0; i < exceptionCount; i++) {
      bits[exceptions[i]] = exceptionBits[i];
    }
  }

  /** Reads what stands before the mantissas, and returns the exponent. */
  private int startDecimal(ByteInput in, int n) {
    int e = in.get();
    if (e >= Decimal.EXPONENTS) {
      throw ByteInput.corrupt("a decimal exponent of " + e);
    }
    exceptionCount = in.getCount(n);
    if (exceptions.length < exceptionCount) {
      exceptions = new int[n];
    }
    if (exceptionBits.length < exceptionCount) {
      exceptionBits = new long[n];
    }
    long index = 0;
    for (int i = 0; i < exceptionCount; i++) {
      index += in.getVar();
      if (index < 0 || index >= n) {
        throw ByteInput.corrupt("an exception outside its column");
      }
      exceptions[i] = (int) index;
      exceptionBits[i] = in.getLong();
    }
    return e;
  }

  /**
   * Reads {@code n} values as doubles to {@code out[at]} and on, if none of them is an integer.
   *
   * @return false if some are, or may be: then nothing was read, and {@link #decode} says which
   */
  public boolean decodeDoubles(ByteInput in, double[] out, int at, int n) {
    int start = in.position();
    switch (in.get()) {
      case RAW -> {
        int from = in.skip(n * 8);
        byte[] bytes = in.array();
        for (int i = 0; i < n; i++) {
          out[at + i] = Double.longBitsToDouble((long) ByteOutput.LONG.get(bytes, from + i * 8));
        }
      }
      case DECIMAL -> {
        int e = startDecimal(in, n);
        room(n);
        longs.decode(in, mantissas, n);
        divide(mantissas, n, Decimal.power(e), out, at);
        for (int i = 0; i < exceptionCount; i++) {
          out[at + exceptions[i]] = Double.longBitsToDouble(exceptionBits[i]);
        }
      }
      case ORDERED -> {
        room(n);
        longs.decode(in, mantissas, n);
        for (int i = 0; i < n; i++) {
          out[at + i] = Double.longBitsToDouble(turn(mantissas[i]));
        }
      }
      default -> {
        in.back(start);
        return false;
      }
    }
    return true;
  }

  private void room(int n) {
    if (mantissas.length < n) {
      mantissas = new long[Math.max(n, 4096)];
    }
  }

  private static void divide(long[] m, int n, double power, double[] out, int at) {
    if (power == 1) {
      for (int i = 0; i < n; i++) {
        out[at + i] = m[i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[at + i] = m[i] / power;
      }
    }
  }
}
