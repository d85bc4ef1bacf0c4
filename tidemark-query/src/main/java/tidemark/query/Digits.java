package tidemark.query;

/** Whole numbers written as decimal digits into bytes, two digits at a time. */
public final class Digits {
  /** No number is longer, its sign included. */
  public static final int LONGEST = 20;

  /** 00, 01, to 99. */
  private static final byte[] PAIRS = new byte[200];

  /** The least number of one digit more than its place; the first for zero's only digit. */
  private static final long[] POWERS = new long[19];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    long power = 1;
    for (int i = 1; i < POWERS.length; i++) {
      power *= 10;
      POWERS[i] = power;
    }
  }

  private Digits() {}

  /**
   * Writes a number.
   *
   * @param at where it begins; {@link #LONGEST} bytes from there on may be written
   * @return where it ends
   */
  public static int put(long number, byte[] to, int at) {
    if (number >= 0) {
      return plain(number, to, at);
    }
    to[at] = '-';
    if (number == Long.MIN_VALUE) { // has no opposite
      int end = plain(-(number / 10), to, at + 1);
      to[end] = '8';
      return end + 1;
    }
    return plain(-number, to, at + 1);
  }

  private static int plain(long number, byte[] to, int at) {
    int end = at + length(number);
    int i = end;
    long rest = number;
    while (rest > Integer.MAX_VALUE) {
      long hundredth = rest / 100;
      i -= 2;
      pair((int) (rest - hundredth * 100), to, i);
      rest = hundredth;
    }
    int small = (int) rest;
    while (small >= 100) {
      int hundredth = small / 100;
      i -= 2;
      pair(small - hundredth * 100, to, i);
      small = hundredth;
    }
    if (small >= 10) {
      pair(small, to, i - 2);
    } else {
      to[i - 1] = (byte) ('0' + small);
    }
    return end;
  }

  /** Writes a number with leading zeros: {@code places} digits, an even count. */
  public static int padded(int number, int places, byte[] to, int at) {
    int rest = number;
    for (int i = at + places - 2; i >= at; i -= 2) {
      int hundredth = rest / 100;
      pair(rest - hundredth * 100, to, i);
      rest = hundredth;
    }
    return at + places;
  }

  private static void pair(int number, byte[] to, int at) {
    to[at] = PAIRS[2 * number];
    to[at + 1] = PAIRS[2 * number + 1];
  }

  /** 1233 / 4096 is the decimal logarithm of two, near enough for 63 bits. */
  private static int length(long number) {
    int least = ((64 - Long.numberOfLeadingZeros(number)) * 1233) >>> 12;
    return number >= POWERS[least] ? least + 1 : least;
  }
}
