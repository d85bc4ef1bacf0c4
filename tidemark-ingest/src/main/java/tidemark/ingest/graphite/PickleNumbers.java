package tidemark.ingest.graphite;

import java.math.BigInteger;
import tidemark.model.InvalidInputException;

/** The numbers that a pickle writes as text or at any length, as nodes. Owned by one thread. */
final class PickleNumbers {
  /** So many decimal digits always fit a long. */
  private static final int SAFE_DIGITS = 18;

  private final PickleNodes nodes;
  private final PythonFloat pythonFloat = new PythonFloat();

  PickleNumbers(PickleNodes nodes) {
    this.nodes = nodes;
  }

  /**
   * An integer in decimal, perhaps with an L behind it; 00 and 01 are False and True. One with more
   * digits than a long is sure to hold becomes a float.
   */
  int integer(byte[] b, int from, int lineEnd) {
    int to = lineEnd > from && b[lineEnd - 1] == 'L' ? lineEnd - 1 : lineEnd;
    boolean negative = from < to && b[from] == '-';
    int i = negative ? from + 1 : from;
    if (i == to) {
      throw new InvalidInputException("pickle with an empty integer");
    }
    if (to - i > SAFE_DIGITS) {
      return real(b, from, to);
    }
    long value = 0;
    for (; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new InvalidInputException("pickle with a bad integer");
      }
      value = 10 * value + digit;
    }
    return nodes.integer(negative ? -value : value);
  }

  /** A float as Python prints it. */
  int real(byte[] b, int from, int to) {
    if (!pythonFloat.parse(b, from, to)) {
      throw new InvalidInputException("pickle with a bad float");
    }
    return nodes.real(pythonFloat.value());
  }

  /** An integer of any length in two's complement, little-endian; beyond 64 bits a float. */
  int twosComplement(byte[] b, int from, int to) {
    int length = to - from;
    if (length <= Long.BYTES) {
      long value = length > 0 && b[to - 1] < 0 ? -1 : 0;
      for (int i = to - 1; i >= from; i--) {
        value = (value << 8) | (b[i] & 0xff);
      }
      return nodes.integer(value);
    }
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = b[to - 1 - i];
    }
    return nodes.real(new BigInteger(big).doubleValue());
  }
}
