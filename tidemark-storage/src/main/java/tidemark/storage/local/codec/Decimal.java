package tidemark.storage.local.codec;

/**
 * Doubles as whole numbers over a power of ten: what people measure was printed with few digits.
 * {@code m / 10^e} is taken for a double only if it gives back the same bits; as quotient of two
 * exact doubles it is correctly rounded, so whatever was parsed from at most 15 digits passes, and
 * -0.0, NaN, infinities and most results of arithmetic do not.
 */
public final class Decimal {
  /** What {@link #mantissa} says when there is none. */
  public static final long NONE = Long.MIN_VALUE;

  /** Exponents are less than this. */
  public static final int EXPONENTS = 14;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13
  };
  private static final long LIMIT = 1L << 53;

  private Decimal() {}

  /** The whole number m with {@code m / 10^e} equal to a double, bit for bit, or {@link #NONE}. */
  public static long mantissa(long bits, int e) {
    double power = POWERS[e];
    long m = (long) Math.rint(Double.longBitsToDouble(bits) * power);
    boolean exact =
        m < LIMIT && m > -LIMIT && Double.doubleToRawLongBits((double) m / power) == bits;
    return exact ? m : NONE;
  }

  /** The smallest exponent from a given one on that has a mantissa, or {@link #EXPONENTS}. */
  public static int exponent(long bits, int from) {
    int e = from;
    while (e < EXPONENTS && mantissa(bits, e) == NONE) {
      e++;
    }
    return e;
  }

  /** {@code 10^e}, to divide by. */
  public static double power(int e) {
    return POWERS[e];
  }
}
