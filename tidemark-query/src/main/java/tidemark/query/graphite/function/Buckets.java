package tidemark.query.graphite.function;

import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.TimeText;

/**
 * Points gathered into longer buckets: what the summarize family shares (contracts/graphite.md
 * 6.6).
 */
final class Buckets {
  private Buckets() {}

  /**
   * The buckets {@code [t, t + interval)} from {@code start} to before {@code end}, each with the
   * aggregation of its points if enough of them are known.
   */
  static GraphiteSeries of(
      GraphiteSeries series,
      long start,
      long end,
      long interval,
      Reduction reduction,
      Arguments arguments) {
    long buckets = Math.max(0, (end - start + interval - 1) / interval);
    arguments.allot(buckets);
    int count = (int) buckets;
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      long from = start + i * interval;
      int first = index(series, from);
      int last = index(series, Math.min(from + interval, end));
      values[i] = one(series, first, last, interval, reduction);
    }
    return series.onGrid(start, end, (int) interval, values);
  }

  /** The first point at or after a time. */
  private static int index(GraphiteSeries series, long time) {
    long index = -Math.floorDiv(series.start() - time, (long) series.step());
    long ceiling = series.start() + index * series.step() < time ? index + 1 : index;
    return Math.clamp(ceiling, 0, series.size());
  }

  private static double one(
      GraphiteSeries series, int from, int to, long interval, Reduction reduction) {
    int known = 0;
    for (int i = from; i < to; i++) {
      known += Double.isNaN(series.values()[i]) ? 0 : 1;
    }
    double full = Math.max(1, (double) interval / series.step());
    boolean enough = known > 0 && known / full >= series.xFilesFactor();
    return enough ? reduction.apply(series.values(), from, to) : Double.NaN;
  }

  /** Seconds of an interval that a negative text makes no sense for: it would never end. */
  static long interval(Arguments arguments, String parameter) {
    return arguments.read(parameter, text -> checked(TimeText.interval(text)));
  }

  /** Seconds of an interval whose sign does not matter. */
  static long either(Arguments arguments, String parameter) {
    return arguments.read(parameter, text -> checked(Math.abs(TimeText.interval(text))));
  }

  private static long checked(long interval) {
    if (interval == 0) {
      throw new InvalidInputException("_summarizeValues(): interval parsed to 0");
    }
    if (interval < 0 || interval > Integer.MAX_VALUE) {
      throw new InvalidInputException("an interval of " + interval + " s makes no buckets");
    }
    return interval;
  }
}
