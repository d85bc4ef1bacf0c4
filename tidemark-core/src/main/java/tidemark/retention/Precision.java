package tidemark.retention;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How many digits of a value are kept: significant ones, or those after the point. Immutable.
 *
 * <p>Rounding is to the nearest decimal of so many digits, ties to the even one, and from it to the
 * nearest double: as if the value had been printed with so many digits and read back. So the error
 * is at most half a unit of the last digit, and what is rounded already stays as it is. Whole
 * numbers below 2^53, NaN and infinities are never changed; nor is what is 2 x 10^15 units or more
 * of the last digit after the point, since a double has no such digits.
 *
 * <p>A value times an exact power of ten is off by at most one part in 2^53, so the nearest whole
 * number is known unless the product lies near a tie. Then, and where a power of ten is no exact
 * double, {@link BigDecimal} decides.
 */
public final class Precision {
  /** Most digits: 15 of any decimal survive in a double, more need not. */
  public static final int MOST = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final double WHOLE = 1L << 53;

  private final boolean significant;
  private final int digits;

  private Precision(boolean significant, int digits) {
    this.significant = significant;
    this.digits = digits;
  }

  /** Significant digits, 1 to {@value #MOST}. */
  public static Precision digits(int n) {
    return new Precision(true, n);
  }

  /** Digits after the point, 0 to {@value #MOST}. */
  public static Precision decimals(int n) {
    return new Precision(false, n);
  }

  /** What is kept of a value. */
  public double round(double value) {
    double size = Math.abs(value);
    if (!(size < Double.POSITIVE_INFINITY) || (size < WHOLE && Math.rint(value) == value)) {
      return value;
    }
    int places = significant ? digits - 1 - magnitude(size) : digits;
    if (places < 0 || places >= POWERS.length) {
      return exact(value, places);
    }
    double scaled = value * POWERS[places];
    if (!(Math.abs(scaled) < 2e15)) {
      return value;
    }
    double m = Math.rint(scaled);
    if (Math.abs(Math.abs(scaled - m) - 0.5) <= Math.ulp(scaled)) {
      return exact(value, places);
    }
    return Math.copySign(m / POWERS[places], value);
  }

  /**
   * The exponent of the first digit, from -23 (or less) to 22 (or more). Next to a power of ten it
   * may be the neighbour's, which does no harm: either way the value is rounded to that power.
   */
  private static int magnitude(double size) {
    if (size < 1) {
      return size < 1e-22 ? -POWERS.length : magnitude(size * 1e22) - 22;
    }
    int exponent = 0;
    while (exponent + 1 < POWERS.length && size >= POWERS[exponent + 1]) {
      exponent++;
    }
    return exponent;
  }

  private double exact(double value, int places) {
    BigDecimal decimal = new BigDecimal(value);
    BigDecimal rounded =
        significant
            ? decimal.round(new MathContext(digits, RoundingMode.HALF_EVEN))
            : decimal.setScale(places, RoundingMode.HALF_EVEN);
    double kept = Math.copySign(rounded.doubleValue(), value);
    return Double.isInfinite(kept) ? value : kept; // of the last doubles there are
  }

  @Override
  public String toString() {
    return digits + (significant ? " significant digits" : " decimals");
  }
}
