package tidemark.query.graphite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Numbers written as Python writes them: names of series are built from them and compared as text
 * (contracts/graphite.md 8, 13).
 */
public final class Numbers {
  private Numbers() {}

  /**
   * Python's {@code repr} of a float: shortest digits that read back, {@code 5.0}, {@code 1e-09},
   * {@code inf}.
   */
  public static String repr(double value) {
    var out = new StringBuilder(24);
    appendRepr(out, value);
    return out.toString();
  }

  /** Appends what {@link #repr} gives. */
  public static void appendRepr(StringBuilder out, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.append(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
      return;
    }
    if (appendFew(out, value)) {
      return;
    }
    String java = Double.toString(value);
    double size = Math.abs(value);
    if ((size >= 1e-3 && size < 1e7) || size == 0) {
      out.append(java);
      return;
    }
    // Java: d.dddE-n. Python: the same digits, written out when 1e-4 <= |value| < 1e16.
    int e = java.indexOf('E');
    int exponent = Integer.parseInt(java, e + 1, java.length(), 10);
    int sign = java.charAt(0) == '-' ? 1 : 0;
    String digits = java.charAt(sign) + java.substring(sign + 2, e);
    if (digits.length() == 2 && digits.charAt(1) == '0') {
      digits = digits.substring(0, 1);
    }
    appendDigits(out, sign == 1, digits, exponent, 16, true);
  }

  /** Appends a float as JavaScript reads it: a gap is {@code null}. */
  public static void appendScript(StringBuilder out, double value) {
    if (Double.isNaN(value)) {
      out.append("null");
    } else if (Double.isInfinite(value)) {
      out.append(value > 0 ? "Infinity" : "-Infinity");
    } else {
      appendRepr(out, value);
    }
  }

  /** Appends a value of up to six decimals; false, and nothing is appended, if it is no such. */
  private static boolean appendFew(StringBuilder out, double value) {
    byte[] text = new byte[FewDecimals.LONGEST];
    int end = FewDecimals.put(value, text, 0);
    out.append(new String(text, 0, Math.max(0, end), StandardCharsets.ISO_8859_1));
    return end > 0;
  }

  /** C's {@code %g}: six significant digits, {@code 1e+06}, {@code 0.333333}, no trailing zeros. */
  public static String g(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(6, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    String digits = rounded.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - rounded.scale();
    var out = new StringBuilder();
    appendDigits(out, value < 0, digits, exponent, 6, false);
    return out.toString();
  }

  /**
   * Go's {@code %v} of a float, by which carbonapi names its results: the shortest digits that read
   * back, {@code 40}, {@code 0.333333333}, {@code 1e+21}.
   */
  public static String shortest(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return g(value);
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    var out = new StringBuilder();
    appendDigits(out, value < 0, digits, digits.length() - 1 - exact.scale(), 21, false);
    return out.toString();
  }

  /**
   * C's {@code %d} of a float: cut toward zero; {@code inf} and {@code nan}, which Python refuses.
   */
  public static String d(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return repr(value);
    }
    return new BigDecimal(value).setScale(0, RoundingMode.DOWN).toPlainString();
  }

  /**
   * Python's {@code round(value, places)}: to the nearest of the exact binary value, a tie to the
   * even digit.
   */
  public static double round(double value, int places) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    double rounded = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    return rounded == 0 && value < 0 ? -0.0 : rounded;
  }

  private static void appendDigits(
      StringBuilder out, boolean negative, String digits, int exponent, int limit, boolean point) {
    if (negative) {
      out.append('-');
    }
    if (exponent < -4 || exponent >= limit) {
      out.append(digits.charAt(0));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      out.append(exponent < 0 ? "e-" : "e+");
      int size = Math.abs(exponent);
      out.append(size < 10 ? "0" : "").append(size);
    } else if (exponent < 0) {
      out.append("0.").append("0".repeat(-exponent - 1)).append(digits);
    } else if (digits.length() <= exponent + 1) {
      out.append(digits).append("0".repeat(exponent + 1 - digits.length()));
      out.append(point ? ".0" : "");
    } else {
      out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, digits.length());
    }
  }
}
