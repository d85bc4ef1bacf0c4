package tidemark.storage.local.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import tidemark.model.Batch;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.ByteOutput;

/**
 * The body of a points frame, column by column, in the order of the batch.
 *
 * <pre>
 *   varint n
 *   numbers      runs of equal distance: signed varint distance, varint how often; from 0; until n
 *   timestamps   the same
 *   u8 kind      0 doubles; 1 with integers: ceil(n / 8) bytes of marks, lowest bit first
 *   values       n x 8 bytes: a double's bits, or where marked the integer
 * </pre>
 *
 * <p>Senders repeat their series in the same order with one timestamp, so both columns of runs are
 * short. Decoding keeps its columns for reuse; not thread-safe.
 */
public final class PointsFrame {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The most points in one frame. */
  public static final int MAX_POINTS = 1 << 16;

  private int size;
  private long[] numbers = new long[1024];
  private long[] timestamps = new long[1024];
  private long[] values = new long[1024];
  private long[] marks = new long[16];

  /**
   * Puts the points {@code from} to {@code to} of a batch; {@code numbers[0]} belongs to the first.
   */
  public static void encode(Batch batch, int from, int to, long[] numbers, ByteOutput out) {
    int n = to - from;
    out.putVar(n);
    putNumbers(numbers, n, out);
    putTimestamps(batch, from, to, out);
    if (batch.hasIntegers()) {
      putMixed(batch, from, to, out);
    } else {
      out.put(0);
      out.reserve(8 * n);
      putDoubles(batch, from, n, out.array(), out.size());
      out.cut(out.size() + 8 * n);
    }
  }

  private static void putNumbers(long[] numbers, int n, ByteOutput out) {
    long previous = 0;
    for (int i = 0; i < n; ) {
      long distance = numbers[i] - previous;
      int j = i + 1;
      while (j < n && numbers[j] - numbers[j - 1] == distance) {
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

  private static void putDoubles(Batch batch, int from, int n, byte[] bytes, int at) {
    for (int i = 0; i < n; i++) {
      LONG.set(bytes, at + 8 * i, Double.doubleToRawLongBits(batch.value(from + i)));
    }
  }

  private static void putMixed(Batch batch, int from, int to, ByteOutput out) {
    out.put(1);
    for (int i = from; i < to; i += 8) {
      int b = 0;
      for (int j = i; j < Math.min(i + 8, to); j++) {
        b |= batch.isInteger(j) ? 1 << (j - i) : 0;
      }
      out.put(b);
    }
    for (int i = from; i < to; i++) {
      out.putLong(
          batch.isInteger(i) ? batch.integer(i) : Double.doubleToRawLongBits(batch.value(i)));
    }
  }

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
    int kind = in.get();
    if (kind == 1) {
      int from = in.skip((size + 7) >>> 3);
      for (int i = 0; i < size; i++) {
        marks[i >>> 6] |= (in.array()[from + (i >>> 3)] >>> (i & 7) & 1L) << i;
      }
    } else if (kind != 0) {
      throw ByteInput.corrupt("a points frame of kind " + kind);
    }
    int from = in.skip(8 * size);
    byte[] bytes = in.array();
    for (int i = 0; i < size; i++) {
      values[i] = (long) LONG.get(bytes, from + 8 * i);
    }
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
