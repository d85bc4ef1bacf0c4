package tidemark.model;

import java.util.Arrays;

/**
 * Points on their way in: columns of (series id, timestamp, value), reused by the connection that
 * fills it. Whoever is handed a batch must be done with it when it returns. Not thread-safe.
 *
 * <p>Integers are kept as {@code long} beside their double only once one comes, so that a
 * connection that never sends integers pays nothing for them.
 */
public final class Batch {
  private static final int INITIAL = 1024;

  private final SeriesTable table;
  private int size;
  private int[] series = new int[INITIAL];
  private long[] timestamps = new long[INITIAL];
  private double[] values = new double[INITIAL];
  private long[] integers = new long[0];
  private long[] integerBits = new long[0];

  /** An empty batch whose ids are those of a table. */
  public Batch(SeriesTable table) {
    this.table = table;
  }

  /** The table whose ids these are; a sink refuses another's. */
  public SeriesTable table() {
    return table;
  }

  /**
   * Adds a point.
   *
   * @param timestamp ms since the epoch
   */
  public void add(int id, long timestamp, double value) {
    int i = next();
    series[i] = id;
    timestamps[i] = timestamp;
    values[i] = value;
  }

  /** Adds a point that its sender wrote as an integer; the 64 bits are kept. */
  public void addInteger(int id, long timestamp, long value) {
    int i = next();
    series[i] = id;
    timestamps[i] = timestamp;
    values[i] = value;
    if (integers.length < series.length) {
      integers = Arrays.copyOf(integers, series.length);
      integerBits = Arrays.copyOf(integerBits, (series.length + 63) >>> 6);
    }
    integers[i] = value;
    integerBits[i >>> 6] |= 1L << i;
  }

  /** Adds a point of another batch of the same table, as it is there. */
  public void add(Batch other, int i) {
    if (other.isInteger(i)) {
      addInteger(other.series(i), other.timestamp(i), other.integer(i));
    } else {
      add(other.series(i), other.timestamp(i), other.value(i));
    }
  }

  private int next() {
    if (size == series.length) {
      int capacity = size * 2;
      series = Arrays.copyOf(series, capacity);
      timestamps = Arrays.copyOf(timestamps, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    return size++;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int series(int i) {
    return series[i];
  }

  public long timestamp(int i) {
    return timestamps[i];
  }

  /** The value as a double; an integer beyond 2^53 comes rounded. */
  public double value(int i) {
    return values[i];
  }

  public boolean isInteger(int i) {
    return i >>> 6 < integerBits.length && (integerBits[i >>> 6] & 1L << i) != 0;
  }

  /** Whether any point was written as an integer. */
  public boolean hasIntegers() {
    for (int i = 0, words = Math.min(integerBits.length, (size + 63) >>> 6); i < words; i++) {
      if (integerBits[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** The exact value of a point for which {@link #isInteger} holds. */
  public long integer(int i) {
    return integers[i];
  }

  /** Empties the batch and keeps its memory. */
  public void clear() {
    Arrays.fill(integerBits, 0, Math.min(integerBits.length, (size + 63) >>> 6), 0);
    size = 0;
  }
}
