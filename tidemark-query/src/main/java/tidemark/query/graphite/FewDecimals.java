package tidemark.query.graphite;

import tidemark.query.Digits;

/**
 * Values of up to six decimals, written into bytes as {@link Numbers#repr} shows them. Most metrics
 * are such, and this costs a small part of the general way. A decimal of at most 15 digits that
 * reads back as the value is the shortest there is, because no other one of so few digits is as
 * near.
 */
final class FewDecimals {
  /** Bytes that may be written. */
  static final int LONGEST = Digits.LONGEST + 8;

  private static final double MOST_WHOLE = 1e15;
  private static final double LEAST = 1e-3;
  private static final double MOST = 1e8;

  private FewDecimals() {}

  /**
   * Writes a value.
   *
   * @param at where it begins; {@link #LONGEST} bytes from there on may be written
   * @return where it ends, or -1 if the value is no such: infinite, NaN, minus zero, below 0.001 or
   *     of more decimals
   */
  static int put(double value, byte[] to, int at) {
    long whole = (long) value;
    if (value == whole && Math.abs(value) < MOST_WHOLE && (whole != 0 || 1 / value > 0)) {
      int end = Digits.put(whole, to, at);
      to[end] = '.';
      to[end + 1] = '0';
      return end + 2;
    }
    double size = Math.abs(value);
    if (!(size >= LEAST && size < MOST)) {
      return -1;
    }
    int start = at;
    if (value < 0) {
      to[start++] = '-';
    }
    long digits = (long) (size * 1e3 + 0.5);
    if (digits / 1e3 == size) {
      return put(digits / 1000, (int) (digits % 1000) * 10, 4, to, start);
    }
    digits = (long) (size * 1e6 + 0.5);
    if (digits / 1e6 == size) {
      return put(digits / 1_000_000, (int) (digits % 1_000_000), 6, to, start);
    }
    return -1;
  }

  /** A fraction that is not 0, of so many digits; its trailing zeros are left out. */
  private static int put(long whole, int fraction, int digits, byte[] to, int at) {
    int point = Digits.put(whole, to, at);
    to[point] = '.';
    int end = Digits.padded(fraction, digits, to, point + 1);
    while (to[end - 1] == '0') {
      end--;
    }
    return end;
  }
}
