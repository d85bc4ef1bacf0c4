package tidemark.storage.local.log;

import java.util.Arrays;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.codec.Decimal;

/**
 * The body of a points frame, column by column, in the order of the batch; written by {@link
 * PointsEncoder}.
 *
 * <pre>
 *   varint n
 *   numbers      runs of equal distance: signed varint distance, varint how often; from 0; until n
 *   timestamps   the same
 *   u8 c         classes that have a code, at most 15; then c x u8 class: kind &lt;&lt; 4 | length
 *   codes        n x 4 bits, low half first, absent when c is 1: a class, or 15: it stands before the body
 *   bodies       as many bytes each as the class says, 0 to 8, little-endian
 *
 *   kind         0 to 13   signed m; the value is m / 10^kind
 *                14        the bits of a double, its bytes in reverse order
 *                15        signed; a 64-bit integer
 * </pre>
 *
 * <p>Senders repeat their series in the same order with one timestamp, so the columns of runs are
 * short; neighbours are different metrics, so each value has its own number of digits and bytes.
 * Every frame stands for itself: a damaged one takes no other with it. Decoding keeps its columns
 * for reuse; not thread-safe.
 */
public final class PointsFrame {
  /** The most points in one frame. */
  public static final int MAX_POINTS = 1 << 16;

  /** Classes that can have a code; the code that has none. */
  static final int CLASSES = 15;

  static final int BITS = 14;
  static final int INTEGER = 15;

  private int size;
  private long[] numbers = new long[1024];
  private long[] timestamps = new long[1024];
  private long[] values = new long[1024];
  private long[] marks = new long[16];
  private final int[] table = new int[CLASSES + 1];

  /** Reads a body; the columns are valid until the next call. */
  public void decode(ByteInput in) {
    size = in.getCount(MAX_POINTS);
    if (numbers.length < size) {
      numbers = new long[MAX_POINTS];
      timestamps = new long[MAX_POINTS];
      values = new long[MAX_POINTS];
      marks = new long[MAX_POINTS >>> 6];
    }
    getRuns(in, numbers);
    getRuns(in, timestamps);
    Arrays.fill(marks, 0, (size + 63) >>> 6, 0);
    int distinct = in.getCount(CLASSES);
    for (int i = 0; i < distinct; i++) {
      table[i] = in.get();
    }
    int codes = distinct == 1 ? -1 : in.skip((size + 1) >>> 1);
    for (int i = 0; i < size; i++) {
      int code = codes < 0 ? 0 : in.array()[codes + (i >>> 1)] >>> ((i & 1) << 2) & 0xf;
      if (code >= distinct && code != CLASSES) {
        throw ByteInput.corrupt("a value of class " + code + " of " + distinct);
      }
      getValue(in, i, code == CLASSES ? in.get() : table[code]);
    }
  }

  private void getValue(ByteInput in, int i, int type) {
    int length = type & 0xf;
    if (length > 8) {
      throw ByteInput.corrupt("a value of " + length + " bytes");
    }
    long body = body(in, length);
    long signed = (body >>> 1) ^ -(body & 1);
    int kind = type >>> 4;
    switch (kind) {
      case BITS -> values[i] = Long.reverseBytes(body);
      case INTEGER -> {
        values[i] = signed;
        marks[i >>> 6] |= 1L << i;
      }
      default -> values[i] = Double.doubleToRawLongBits((double) signed / Decimal.power(kind));
    }
  }

  private static long body(ByteInput in, int length) {
    int at = in.skip(length);
    byte[] bytes = in.array();
    if (at + 8 <= bytes.length) {
      long mask = length == 8 ? -1L : (1L << (8 * length)) - 1;
      return (long) ByteOutput.LONG.get(bytes, at) & mask;
    }
    long body = 0;
    for (int i = 0; i < length; i++) {
      body |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    return body;
  }

  private void getRuns(ByteInput in, long[] column) {
    long value = 0;
    for (int i = 0; i < size; ) {
      long distance = in.getSigned();
      int run = in.getCount(size - i);
      if (run == 0) {
        throw ByteInput.corrupt("an empty run");
      }
      for (int end = i + run; i < end; i++) {
        value += distance;
        column[i] = value;
      }
    }
  }

  public int size() {
    return size;
  }

  /** The series number of a point. */
  public long number(int i) {
    return numbers[i];
  }

  public long timestamp(int i) {
    return timestamps[i];
  }

  /** The 64 bits of a value. */
  public long bits(int i) {
    return values[i];
  }

  public boolean isInteger(int i) {
    return (marks[i >>> 6] >>> i & 1) != 0;
  }
}
