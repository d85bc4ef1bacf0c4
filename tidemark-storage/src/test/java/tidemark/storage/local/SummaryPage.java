package tidemark.storage.local;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the summaries of a line of an index.bin by docs/formats/block.md alone. */
final class SummaryPage {
  /** Of the points in {@code from <= t <= through}. */
  record Sum(
      long from,
      long through,
      long points,
      double first,
      double last,
      double min,
      double max,
      double sum) {}

  private SummaryPage() {}

  static List<Sum> read(ByteBuffer in, IndexPage.Line line) {
    in.position(line.summaries());
    int head = in.get();
    long unit = new long[] {3_600_000, 21_600_000, 86_400_000, Long.MAX_VALUE}[head & 3];
    boolean doubles = (head & 4) != 0;
    double power = Math.pow(10, head >> 3);
    List<Sum> sums = new ArrayList<>();
    long before = 0;
    for (long from = line.first(); from <= line.last(); ) {
      long through =
          (head & 3) == 3
              ? line.last()
              : Math.min(line.last(), Math.floorDiv(from, unit) * unit + unit - 1);
      long n;
      if ((head & 3) == 3) {
        n = line.points();
      } else if (line.timesLength() > 0) {
        n = IndexPage.varint(in);
      } else {
        n = 0;
        for (long t = line.first(); t <= through; t += line.step()) {
          n += t >= from ? 1 : 0;
        }
      }
      if (n > 0) {
        int said = in.get();
        if (doubles) {
          double first = (said & 1) == 0 ? in.getDouble() : Double.longBitsToDouble(before);
          double last = (said & 2) == 0 ? in.getDouble() : first;
          double min = (said & 4) == 0 ? in.getDouble() : last < first ? last : first;
          double max = (said & 8) == 0 ? in.getDouble() : last > first ? last : first;
          before = Double.doubleToRawLongBits(last);
          sums.add(new Sum(from, through, n, first, last, min, max, in.getDouble()));
        } else {
          long first = before + ((said & 1) == 0 ? IndexPage.signed(in) : 0);
          long last = first + ((said & 2) == 0 ? IndexPage.signed(in) : 0);
          long min = Math.min(first, last) - ((said & 4) == 0 ? IndexPage.varint(in) : 0);
          long max = Math.max(first, last) + ((said & 8) == 0 ? IndexPage.varint(in) : 0);
          long sum = Math.floorDiv(n * (min + max), 2);
          sum += (said & 16) == 0 ? IndexPage.signed(in) : 0;
          before = last;
          sums.add(
              new Sum(
                  from,
                  through,
                  n,
                  first / power,
                  last / power,
                  min / power,
                  max / power,
                  sum / power));
        }
      }
      from = through + 1;
    }
    return sums;
  }
}
