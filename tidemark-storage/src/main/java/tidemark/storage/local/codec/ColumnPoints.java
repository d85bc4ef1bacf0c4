package tidemark.storage.local.codec;

import java.util.BitSet;
import tidemark.model.Integers;
import tidemark.model.Points;

/** Columns as readers get them. */
public final class ColumnPoints {
  private ColumnPoints() {}

  /** A slice of sorted columns, copied. */
  public static Points of(Columns columns, int from, int to) {
    if (from >= to) {
      return Points.NONE;
    }
    int n = to - from;
    double[] values = new double[n];
    Integers integers = null;
    if (columns.marked(from, to) == 0) {
      for (int i = 0; i < n; i++) {
        values[i] = Double.longBitsToDouble(columns.bits(from + i));
      }
    } else {
      integers = integers(columns, from, values);
    }
    if (columns.isRegular() && n > 1) {
      return new Points.Regular(columns.timestamp(from), columns.step(), values, 0, n, integers);
    }
    long[] t = new long[n];
    for (int i = 0; i < n; i++) {
      t[i] = columns.timestamp(from + i);
    }
    return new Points.Irregular(t, values, n, integers);
  }

  private static Integers integers(Columns columns, int from, double[] values) {
    BitSet which = new BitSet(values.length);
    long[] exact = new long[values.length];
    boolean needed = false;
    for (int i = 0; i < values.length; i++) {
      long bits = columns.bits(from + i);
      if (columns.isInteger(from + i)) {
        which.set(i);
        exact[i] = bits;
        values[i] = (double) bits;
        // Long.MAX_VALUE and its double meet again in the cast, though they differ
        needed |= (long) values[i] != bits || bits == Long.MAX_VALUE;
      } else {
        values[i] = Double.longBitsToDouble(bits);
      }
    }
    return new Integers(which, needed ? exact : null);
  }
}
