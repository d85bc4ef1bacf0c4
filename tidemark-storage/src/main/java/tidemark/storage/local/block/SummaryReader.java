package tidemark.storage.local.block;

import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.Decimal;

/** Reads what {@link SummaryWriter} wrote, one {@link Summary} after the other. One thread. */
final class SummaryReader {
  private final Summary summary = new Summary();
  private Entry entry = IndexPages.NOTHING;
  private ByteInput in = new ByteInput();
  private SummaryUnit unit = SummaryUnit.ENTRY;
  private boolean doubles;
  private double power;
  private long time;
  private long before;
  private boolean ended;

  /** Begins with an entry's summaries. */
  void start(Entry of, ByteInput bytes) {
    entry = of;
    in = bytes;
    int head = in.get();
    unit = SummaryUnit.of(head & 3);
    doubles = (head & SummaryWriter.DOUBLES) != 0;
    int e = doubles ? 0 : head >>> 3;
    if (e >= Decimal.EXPONENTS) {
      throw ByteInput.corrupt("summaries with a decimal exponent of " + e);
    }
    power = Decimal.power(e);
    time = entry.first();
    before = 0;
    ended = false;
  }

  /** Goes to the next one that has points; false if there is none. */
  boolean next() {
    while (!ended) {
      long end = unit.end(time, entry.last());
      int n = count(end);
      long from = time;
      ended = end == entry.last();
      time = end + 1;
      if (n > 0) {
        summary.span(from, end, n);
        if (doubles) {
          doubles();
        } else {
          whole(n);
        }
        return true;
      }
    }
    return false;
  }

  /** The one that {@link #next} went to. */
  Summary current() {
    return summary;
  }

  private int count(long end) {
    if (unit == SummaryUnit.ENTRY) {
      return entry.points();
    }
    if (!entry.isRegular()) {
      return in.getCount(entry.points());
    }
    long step = entry.timesOffset();
    return (int) (upTo(end, step) - upTo(time - 1, step));
  }

  private long upTo(long end, long step) {
    return end < entry.first() ? 0 : (end - entry.first()) / step + 1;
  }

  private void whole(int n) {
    int same = in.get();
    long first = before + signed(same, SummaryWriter.SAME_FIRST);
    long last = first + signed(same, SummaryWriter.SAME_LAST);
    long least = Math.min(first, last);
    least -= (same & SummaryWriter.LEAST_AT_END) == 0 ? in.getVar() : 0;
    long greatest = Math.max(first, last);
    greatest += (same & SummaryWriter.GREATEST_AT_END) == 0 ? in.getVar() : 0;
    long sum = SummaryWriter.evenSum(n, least, greatest) + signed(same, SummaryWriter.EVEN_SUM);
    before = last;
    summary.values(first / power, last / power, least / power, greatest / power, sum / power);
  }

  private long signed(int same, int flag) {
    return (same & flag) == 0 ? in.getSigned() : 0;
  }

  private void doubles() {
    int same = in.get();
    double first = raw(same, SummaryWriter.SAME_FIRST, Double.longBitsToDouble(before));
    double last = raw(same, SummaryWriter.SAME_LAST, first);
    double least = raw(same, SummaryWriter.LEAST_AT_END, SummaryWriter.lesser(first, last));
    double greatest = raw(same, SummaryWriter.GREATEST_AT_END, SummaryWriter.greater(first, last));
    before = Double.doubleToRawLongBits(last);
    summary.values(first, last, least, greatest, Double.longBitsToDouble(in.getLong()));
  }

  private double raw(int same, int flag, double otherwise) {
    return (same & flag) == 0 ? Double.longBitsToDouble(in.getLong()) : otherwise;
  }
}
