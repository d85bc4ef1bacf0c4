package tidemark.relay.aggregate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Numbers as C's atof, atoll and printf read and write them. */
final class CNumber {
  private static final int SAFE_DIGITS = 15;
  private static final int DECIMALS = 6;

  private CNumber() {}

  /** The number that the text begins with, 0 if it begins with none. */
  static double atof(byte[] text, int from, int to) {
    int i = from;
    boolean negative = false;
    if (i < to && (text[i] == '-' || text[i] == '+')) {
      negative = text[i++] == '-';
    }
    long digits = 0;
    int start = i;
    while (i < to && isDigit(text[i]) && i - start <= SAFE_DIGITS) {
      digits = digits * 10 + text[i++] - '0';
    }
    boolean plain = i > start && i - start <= SAFE_DIGITS && (i == to || text[i] == ' ');
    return plain ? (negative ? -(double) digits : digits) : slowly(text, from, to);
  }

  private static double slowly(byte[] text, int from, int to) {
    int end = from;
    while (end < to && text[end] != ' ') {
      end++;
    }
    String word = new String(text, from, end - from, StandardCharsets.ISO_8859_1);
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    String unsigned = lower.startsWith("-") || lower.startsWith("+") ? lower.substring(1) : lower;
    if (unsigned.startsWith("nan")) {
      return Double.NaN;
    }
    if (unsigned.startsWith("inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    int length = numberLength(word);
    return length == 0 ? 0 : Double.parseDouble(word.substring(0, length));
  }

  /** How much of the word is a decimal number. */
  private static int numberLength(String word) {
    int i = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    int digits = 0;
    while (i < word.length() && isDigit((byte) word.charAt(i))) {
      i++;
      digits++;
    }
    if (i < word.length() && word.charAt(i) == '.') {
      i++;
      while (i < word.length() && isDigit((byte) word.charAt(i))) {
        i++;
        digits++;
      }
    }
    if (digits == 0) {
      return 0;
    }
    if (i < word.length() && (word.charAt(i) == 'e' || word.charAt(i) == 'E')) {
      int exponent = i + 1;
      if (exponent < word.length() && "+-".indexOf(word.charAt(exponent)) >= 0) {
        exponent++;
      }
      int end = exponent;
      while (end < word.length() && isDigit((byte) word.charAt(end))) {
        end++;
      }
      i = end > exponent ? end : i;
    }
    return i;
  }

  /** The integer that the text begins with, 0 if it begins with none. */
  static long atoll(byte[] text, int from, int to) {
    int i = from;
    boolean negative = false;
    if (i < to && (text[i] == '-' || text[i] == '+')) {
      negative = text[i++] == '-';
    }
    long value = 0;
    while (i < to && isDigit(text[i]) && value < Long.MAX_VALUE / 10 - 10) {
      value = value * 10 + text[i++] - '0';
    }
    return negative ? -value : value;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** printf's {@code %f}. */
  static String f(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String text = new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    boolean lostSign = text.charAt(0) != '-' && Double.doubleToRawLongBits(value) < 0;
    return lostSign ? "-" + text : text;
  }
}
