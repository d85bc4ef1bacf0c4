package tidemark.storage.local.log;

import java.util.Arrays;
import tidemark.model.Batch;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.codec.Decimal;

/**
 * Writes the body that {@link PointsFrame} reads. Keeps its columns for the next frame; one thread
 * at a time.
 */
public final class PointsEncoder {
  /** The hint of a series nothing is known of. */
  public static final byte UNKNOWN = 0;

  private static final int KINDS = 16;
  private static final int WIDTHS = 9;

  private long[] bodies = new long[1024];
  private byte[] classes = new byte[1024];
  private final byte[] codeOf = new byte[KINDS << 4];
  private final byte[] table = new byte[PointsFrame.CLASSES];

  /**
   * Puts the points {@code from} to {@code to} of a batch; {@code numbers[0]} and {@code hints[0]}
   * belong to the first.
   *
   * @param hints the kind that fitted the series last time, and then the one that fits now
   */
  public void encode(Batch batch, int from, int to, int[] numbers, byte[] hints, ByteOutput out) {
    int n = to - from;
    if (bodies.length < n) {
      bodies = new long[Math.max(n, 2 * bodies.length)];
      classes = new byte[bodies.length];
    }
    out.putVar(n);
    putNumbers(numbers, n, out);
    putTimestamps(batch, from, to, out);
    if (batch.hasIntegers()) {
      classifyMixed(batch, from, n, hints);
    } else {
      classify(batch, from, n, hints);
    }
    int distinct = putTable(n, out);
    putCodes(n, distinct, out);
    putBodies(n, distinct, out);
  }

  private void classify(Batch batch, int from, int n, byte[] hints) {
    for (int i = 0; i < n; i++) {
      take(i, Double.doubleToRawLongBits(batch.value(from + i)), hints);
    }
  }

  private void classifyMixed(Batch batch, int from, int n, byte[] hints) {
    for (int i = 0; i < n; i++) {
      if (batch.isInteger(from + i)) {
        put(i, PointsFrame.INTEGER, zigzag(batch.integer(from + i)));
      } else {
        take(i, Double.doubleToRawLongBits(batch.value(from + i)), hints);
      }
    }
  }

  private void take(int i, long bits, byte[] hints) {
    int kind = hints[i];
    long m = kind < Decimal.EXPONENTS ? Decimal.mantissa(bits, kind) : Decimal.NONE;
    if (m != Decimal.NONE) {
      put(i, kind, zigzag(m));
    } else {
      search(i, bits, hints);
    }
  }

  /**
   * Most series keep their number of digits. One whose values are full doubles is tried again now
   * and then only, since thirteen divisions are dear; its bits choose when.
   */
  private void search(int i, long bits, byte[] hints) {
    boolean tried = hints[i] == PointsFrame.BITS && (bits * 0x9E3779B97F4A7C15L) >>> 59 != 0;
    int kind = tried ? Decimal.EXPONENTS : Decimal.exponent(bits, 0);
    if (kind < Decimal.EXPONENTS) {
      put(i, kind, zigzag(Decimal.mantissa(bits, kind)));
      hints[i] = (byte) kind;
    } else {
      put(i, PointsFrame.BITS, Long.reverseBytes(bits));
      hints[i] = PointsFrame.BITS;
    }
  }

  private void put(int i, int kind, long body) {
    bodies[i] = body;
    classes[i] = (byte) (kind << 4 | (71 - Long.numberOfLeadingZeros(body)) >>> 3);
  }

  private static long zigzag(long v) {
    return (v << 1) ^ (v >> 63);
  }

  /** The classes met first get codes. */
  private int putTable(int n, ByteOutput out) {
    Arrays.fill(codeOf, (byte) PointsFrame.CLASSES);
    int distinct = 0;
    for (int i = 0; i < n && distinct < PointsFrame.CLASSES; i++) {
      int c = classes[i] & 0xff;
      if (codeOf[c] == PointsFrame.CLASSES) {
        codeOf[c] = (byte) distinct;
        table[distinct++] = (byte) c;
      }
    }
    out.put(distinct);
    out.put(table, 0, distinct);
    return distinct;
  }

  private void putCodes(int n, int distinct, ByteOutput out) {
    if (distinct == 1) {
      return;
    }
    int length = (n + 1) >>> 1;
    out.reserve(length);
    byte[] to = out.array();
    int at = out.size();
    for (int i = 0; i + 1 < n; i += 2) {
      to[at++] = (byte) (codeOf[classes[i] & 0xff] | codeOf[classes[i + 1] & 0xff] << 4);
    }
    if ((n & 1) != 0) {
      to[at] = codeOf[classes[n - 1] & 0xff];
    }
    out.cut(out.size() + length);
  }

  private void putBodies(int n, int distinct, ByteOutput out) {
    out.reserve(n * WIDTHS + 8);
    byte[] to = out.array();
    int at = out.size();
    boolean escapes = distinct == PointsFrame.CLASSES;
    for (int i = 0; i < n; i++) {
      int c = classes[i];
      if (escapes && codeOf[c & 0xff] == PointsFrame.CLASSES) {
        to[at++] = (byte) c;
      }
      ByteOutput.LONG.set(to, at, bodies[i]);
      at += c & 0xf;
    }
    out.cut(at);
  }

  private static void putNumbers(int[] numbers, int n, ByteOutput out) {
    long previous = 0;
    for (int i = 0; i < n; ) {
      long distance = numbers[i] - previous; // of ints, in a long
      int j = i + 1;
      while (j < n && (long) numbers[j] - numbers[j - 1] == distance) {
        j++;
      }
      out.putSigned(distance);
      out.putVar(j - i);
      previous = numbers[j - 1];
      i = j;
    }
  }

  private static void putTimestamps(Batch batch, int from, int to, ByteOutput out) {
    long previous = 0;
    for (int i = from; i < to; ) {
      long distance = batch.timestamp(i) - previous;
      previous += distance;
      int j = i + 1;
      while (j < to && batch.timestamp(j) == previous + distance) {
        previous += distance;
        j++;
      }
      out.putSigned(distance);
      out.putVar(j - i);
      i = j;
    }
  }
}
