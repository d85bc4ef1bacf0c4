package tidemark.ingest;

import tidemark.model.Batch;

/**
 * Reads plain decimal numbers, {@code -12.50}, from bytes without allocating. What it does not
 * read, its caller parses by the protocol's own grammar. Keeps the last result; owned by one
 * thread.
 *
 * <p>A number of up to 18 digits whose digits make at most 2^53 is exact as {@code digits /
 * 10^scale}: both are doubles without error and the division rounds once (Clinger, "How to read
 * floating point numbers accurately", 1990).
 */
public final class PlainNumber {
  private static final long MAX_EXACT = 1L << 53;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  private boolean negative;
  private long digits;
  private int scale;
  private boolean point;

  /**
   * Reads an optional minus, digits and an optional point with digits. The byte behind the number
   * must exist and is left to the caller to judge.
   *
   * @return where the number ends, or -1 when there is none or more than 18 digits
   */
  public int read(byte[] b, int from) {
    int i = from;
    negative = b[i] == '-';
    if (negative) {
      i++;
    }
    int first = i;
    long sum = 0;
    int c;
    while ((c = b[i] - '0') >= 0 && c <= 9) {
      sum = 10 * sum + c;
      i++;
    }
    int count = i - first;
    scale = 0;
    point = b[i] == '.';
    if (point) {
      int fraction = ++i;
      while ((c = b[i] - '0') >= 0 && c <= 9) {
        sum = 10 * sum + c;
        i++;
      }
      scale = i - fraction;
      count += scale;
    }
    digits = sum;
    return count == 0 || count > 18 ? -1 : i;
  }

  /** Whether the last number is exact as {@link #value}. */
  public boolean exact() {
    return digits <= MAX_EXACT;
  }

  /** Whether the last number was written without a point. */
  public boolean isInteger() {
    return !point;
  }

  /** The last number, if {@link #exact}. */
  public double value() {
    double value = scale == 0 ? digits : digits / POWERS[scale];
    return negative ? -value : value;
  }

  /** The last number, if {@link #isInteger}. */
  public long integer() {
    return negative ? -digits : digits;
  }

  /**
   * Adds the last number to a batch, as an integer if it is one; else it must be {@link #exact}.
   */
  public void addTo(Batch batch, int series, long millis) {
    if (isInteger()) {
      batch.addInteger(series, millis, integer());
    } else {
      batch.add(series, millis, value());
    }
  }
}
