package tidemark.query.graphite.function;

import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteSeries;

/**
 * Points gathered into longer buckets: what the summarize family shares (contracts/graphite.md
 * 6.6).
 */
final class Buckets {
  private Buckets() {}

  /** More buckets than anyone looks at; beyond it a request is an attack on memory. */
  private static final int MOST = 10_000_000;

  /**
   * The buckets {@code [t, t + interval)} from {@code start} to before {@code end}, each with the
   * aggregation of its points if enough of them are known.
   */
  static GraphiteSeries of(
      GraphiteSeries series, long start, long end, long interval, Aggregation aggregation) {
    if ((end - start) / interval > MOST || interval > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "an interval of " + interval + " s makes too many or too long buckets");
    }
    int count = (int) Math.max(0, (end - start + interval - 1) / interval);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      long from = start + i * interval;
      int first = index(series, from);
      int last = index(series, Math.min(from + interval, end));
      values[i] = one(series, first, last, interval, aggregation);
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
      GraphiteSeries series, int from, int to, long interval, Aggregation aggregation) {
    int known = 0;
    for (int i = from; i < to; i++) {
      known += Double.isNaN(series.values()[i]) ? 0 : 1;
    }
    double full = Math.max(1, (double) interval / series.step());
    boolean enough = known > 0 && known / full >= series.xFilesFactor();
    return enough ? aggregation.apply(series.values(), from, to) : Double.NaN;
  }

  /**
   * The points of a step in an interval, cut to whole ones.
   *
   * @throws InvalidInputException if they are more than anyone looks at
   */
  static int points(long interval, int step) {
    if (interval / step > MOST) {
      throw new InvalidInputException("an interval of " + interval + " s has too many points");
    }
    return (int) (interval / step);
  }

  /**
   * @throws InvalidInputException if an interval is not positive; a negative one would never end
   */
  static long checked(long interval) {
    if (interval == 0) {
      throw new InvalidInputException("_summarizeValues(): interval parsed to 0");
    }
    if (interval < 0) {
      throw new InvalidInputException("the interval " + interval + " s is negative");
    }
    return interval;
  }
}
