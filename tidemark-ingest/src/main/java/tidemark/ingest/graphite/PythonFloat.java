package tidemark.ingest.graphite;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads a number as Python's {@code float(text)} does, which is what carbon applies to values and
 * timestamps: an optional sign, digits with single underscores between them, {@code .5}, {@code
 * 5.}, an exponent, {@code inf}, {@code infinity} and {@code nan} in any case (contracts/carbon.md
 * 3). Other scripts' digits, which Python takes, are refused. Keeps the last result; owned by one
 * thread.
 */
final class PythonFloat {
  private double value;
  private byte[] plain = new byte[64];

  /** What the last successful {@link #parse} read. */
  double value() {
    return value;
  }

  /**
   * Whether the bytes are a number; if so {@link #value} has it. Beyond the range of doubles is
   * infinite.
   */
  boolean parse(byte[] b, int from, int to) {
    int i = from;
    boolean negative = false;
    if (i < to && (b[i] == '-' || b[i] == '+')) {
      negative = b[i++] == '-';
    }
    if (i == to) {
      return false;
    }
    return letter(b[i]) ? word(b, i, to, negative) : number(b, from, i, to);
  }

  private boolean word(byte[] b, int from, int to, boolean negative) {
    if (is(b, from, to, "nan")) {
      value = Double.NaN;
      return true;
    }
    if (is(b, from, to, "inf") || is(b, from, to, "infinity")) {
      value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return true;
    }
    return false;
  }

  private boolean number(byte[] b, int from, int digits, int to) {
    int i = digits(b, digits, to);
    boolean any = i > digits;
    if (i < to && b[i] == '.') {
      int fraction = i + 1;
      i = digits(b, fraction, to);
      any |= i > fraction;
    }
    if (!any) {
      return false;
    }
    if (i < to && (b[i] | 0x20) == 'e') {
      int exponent = i + 1;
      if (exponent < to && (b[exponent] == '-' || b[exponent] == '+')) {
        exponent++;
      }
      i = digits(b, exponent, to);
      if (i == exponent) {
        return false;
      }
    }
    if (i != to) {
      return false;
    }
    value = convert(b, from, to);
    return true;
  }

  /**
   * The end of a run of digits with single underscores between them; {@code from} when there is
   * none.
   */
  private static int digits(byte[] b, int from, int to) {
    int i = from;
    while (i < to
        && (digit(b[i])
            || (b[i] == '_' && i > from && digit(b[i - 1]) && i + 1 < to && digit(b[i + 1])))) {
      i++;
    }
    return i;
  }

  private double convert(byte[] b, int from, int to) {
    int length = to - from;
    if (plain.length < length) {
      plain = new byte[length];
    }
    int n = 0;
    for (int i = from; i < to; i++) {
      if (b[i] != '_') {
        plain[n++] = b[i];
      }
    }
    return JavaDoubleParser.parseDouble(plain, 0, n);
  }

  private static boolean is(byte[] b, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((b[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean letter(byte c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  private static boolean digit(byte c) {
    return c >= '0' && c <= '9';
  }
}
