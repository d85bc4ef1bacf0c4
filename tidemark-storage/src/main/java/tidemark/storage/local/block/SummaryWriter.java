package tidemark.storage.local.block;

import org.jspecify.annotations.Nullable;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.ValueCodec;

/**
 * Writes the summaries of an entry behind its page of the index, where they are checked with it.
 *
 * <pre>
 *   u8       lowest 2 bits: the unit, 0 an hour, 1 six hours, 2 a day (UTC), 3 the entry; 4: the numbers
 *            are doubles; else e x 8: they are whole, and values are m / 10^e
 *   then for each unit from that of the first point to that of the last:
 *   varint   points in it, unless times are regular or the unit is the entry; 0: nothing follows
 *   u8       1  the first value is the last one before (0 before the first)
 *            2  the last value is the first
 *            4  the least is the lesser of first and last
 *            8  the greatest is the greater of first and last
 *            16 whole numbers only: the sum is s = floor(points x (least + greatest) / 2)
 *   those that the byte does not say, as whole numbers:
 *            signed varint first less the last before, signed varint last less first,
 *            varint lesser less least, varint greatest less greater, signed varint sum less s
 *   or as doubles of 8 bytes: first, last, least, greatest, sum
 * </pre>
 *
 * <p>An entry of fewer than {@value #POINTS} points gets none, since it is quickly decoded, nor
 * does one that holds NaN, which every consumer counts in its own way. Summaries of units may take
 * one byte in {@value #SHARE} of the value column, one of the whole entry one in {@value
 * #LAST_SHARE}, and always {@value #FREE}.
 */
final class SummaryWriter {
  static final int POINTS = 64;
  private static final int SHARE = 32;
  private static final int LAST_SHARE = 16;
  private static final int FREE = 16;

  static final int DOUBLES = 4;
  static final int SAME_FIRST = 1;
  static final int SAME_LAST = 2;
  static final int LEAST_AT_END = 4;
  static final int GREATEST_AT_END = 8;
  static final int EVEN_SUM = 16;

  private long firstM;
  private long lastM;
  private long minM;
  private long maxM;
  private long sumM;

  /**
   * Appends the summaries of the points {@code from} to {@code to}, if there should be any.
   *
   * @param codec has just encoded them
   * @param length bytes of the value column
   */
  void write(Columns columns, int from, int to, ValueCodec codec, int length, ByteOutput out) {
    if (to - from < POINTS) {
      return;
    }
    int start = out.size();
    long[] whole = codec.whole(columns, from, to);
    int head = whole == null ? DOUBLES : codec.exponent() << 3;
    long first = columns.timestamp(from);
    long last = columns.timestamp(to - 1);
    for (SummaryUnit unit : SummaryUnit.values()) {
      int share = unit == SummaryUnit.ENTRY ? LAST_SHARE : SHARE;
      int most = Math.max(FREE, length / share);
      if (unit.between(first, last) < most) {
        out.put(head | unit.code);
        if (!units(columns, from, to, unit, whole, start + most, out)) {
          out.cut(start);
          return; // what cannot be summed up does not become summable in larger pieces
        }
        if (out.size() <= start + most) {
          return;
        }
        out.cut(start);
      }
    }
  }

  /** False if some values cannot be summed up; stops early where it takes too many bytes. */
  private boolean units(
      Columns columns,
      int from,
      int to,
      SummaryUnit unit,
      long @Nullable [] whole,
      int limit,
      ByteOutput out) {
    long last = columns.timestamp(to - 1);
    long before = 0;
    int i = from;
    for (long time = columns.timestamp(from); i < to && out.size() <= limit; ) {
      long end = unit.end(time, last);
      int next = end == last ? to : columns.lowerBound(end + 1);
      if (!columns.isRegular() && unit != SummaryUnit.ENTRY) {
        out.putVar(next - i);
      }
      if (next > i) {
        boolean done =
            whole == null
                ? doubles(columns, i, next, before, out)
                : whole(whole, i - from, next - from, before, out);
        if (!done) {
          return false;
        }
        before = lastM;
      }
      i = next;
      time = end + 1;
    }
    return true;
  }

  private boolean whole(long[] m, int from, int to, long before, ByteOutput out) {
    long least = m[from];
    long greatest = least;
    long sum = 0;
    for (int i = from; i < to; i++) {
      long v = m[i];
      least = Math.min(least, v);
      greatest = Math.max(greatest, v);
      sum += v;
    }
    long most = Long.MAX_VALUE / BlockWriter.ENTRY_POINTS;
    if (least < -most || greatest > most) {
      return false; // the sum may have wrapped around
    }
    firstM = m[from];
    lastM = m[to - 1];
    minM = least;
    maxM = greatest;
    sumM = sum;
    long lesser = Math.min(firstM, lastM);
    long greater = Math.max(firstM, lastM);
    long even = evenSum(to - from, least, greatest);
    int same =
        (firstM == before ? SAME_FIRST : 0)
            | (lastM == firstM ? SAME_LAST : 0)
            | (minM == lesser ? LEAST_AT_END : 0)
            | (maxM == greater ? GREATEST_AT_END : 0)
            | (sumM == even ? EVEN_SUM : 0);
    out.put(same);
    signed(same, SAME_FIRST, firstM - before, out);
    signed(same, SAME_LAST, lastM - firstM, out);
    if ((same & LEAST_AT_END) == 0) {
      out.putVar(lesser - minM);
    }
    if ((same & GREATEST_AT_END) == 0) {
      out.putVar(maxM - greater);
    }
    signed(same, EVEN_SUM, sumM - even, out);
    return true;
  }

  private static void signed(int same, int flag, long value, ByteOutput out) {
    if ((same & flag) == 0) {
      out.putSigned(value);
    }
  }

  /** The sum of values that are spread evenly. */
  static long evenSum(int points, long least, long greatest) {
    return Math.floorDiv(points * (least + greatest), 2);
  }

  private boolean doubles(Columns columns, int from, int to, long before, ByteOutput out) {
    double first = columns.value(from);
    double least = first;
    double greatest = first;
    double sum = 0;
    boolean none = false;
    for (int i = from; i < to; i++) {
      double v = columns.value(i);
      none |= Double.isNaN(v);
      least = v < least ? v : least;
      greatest = v > greatest ? v : greatest;
      sum += v;
    }
    if (none) {
      return false;
    }
    double last = columns.value(to - 1);
    firstM = Double.doubleToRawLongBits(first);
    lastM = Double.doubleToRawLongBits(last);
    minM = Double.doubleToRawLongBits(least);
    maxM = Double.doubleToRawLongBits(greatest);
    int same =
        (firstM == before ? SAME_FIRST : 0)
            | (lastM == firstM ? SAME_LAST : 0)
            | (minM == Double.doubleToRawLongBits(lesser(first, last)) ? LEAST_AT_END : 0)
            | (maxM == Double.doubleToRawLongBits(greater(first, last)) ? GREATEST_AT_END : 0);
    out.put(same);
    raw(same, SAME_FIRST, firstM, out);
    raw(same, SAME_LAST, lastM, out);
    raw(same, LEAST_AT_END, minM, out);
    raw(same, GREATEST_AT_END, maxM, out);
    out.putLong(Double.doubleToRawLongBits(sum));
    return true;
  }

  private static void raw(int same, int flag, long bits, ByteOutput out) {
    if ((same & flag) == 0) {
      out.putLong(bits);
    }
  }

  /** The first of two equal ones, as the folds of a query take it. */
  static double lesser(double first, double last) {
    return last < first ? last : first;
  }

  static double greater(double first, double last) {
    return last > first ? last : first;
  }
}
