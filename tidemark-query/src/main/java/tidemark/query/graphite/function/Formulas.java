package tidemark.query.graphite.function;

/** The formulas of functions that look at one value at a time and take no argument. */
final class Formulas {
  private Formulas() {}

  /** NaN where there is no result: 1 / 0. */
  static double invert(double value) {
    return value == 0 ? Double.NaN : 1 / value;
  }

  /** A quotient, unknown when the divisor is 0. */
  static double divide(double dividend, double divisor) {
    return divisor == 0 ? Double.NaN : dividend / divisor;
  }

  /** e to the power of the value; what no double can hold is unknown. */
  static double exp(double value) {
    return finite(Math.exp(value));
  }

  /** The natural logarithm of the odds, for values between 0 and 1. */
  static double logit(double value) {
    return value <= 0 || value >= 1 ? Double.NaN : Math.log(value / (1 - value));
  }

  /** The inverse of logit. */
  static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }

  /** A power as a real number, unknown where Python has none: of 0 to a negative one too. */
  static double power(double base, double exponent) {
    return finite(Math.pow(base, exponent));
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
