package tidemark.query.graphite.function;

import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code compressPeriodicGaps(seriesList)}: a series that is stored at a finer step than it is
 * written has gaps at regular distances; this guesses the step it is written at and shows it at
 * that one (contracts/graphite.md 6.2).
 */
final class CompressPeriodicGaps {
  private CompressPeriodicGaps() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "compressPeriodicGaps",
            "Transform",
            "Shows series at the step they are written at, without the gaps between.",
            "compressPeriodicGaps(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) -> compressed(s).named("compressPeriodicGaps(" + s.name() + ")"));
  }

  private static GraphiteSeries compressed(GraphiteSeries series) {
    double[] values = series.values();
    int first = next(values, 0);
    int second = next(values, first + 1);
    int third = 2 * second - first;
    boolean periodic =
        second - first > 1
            && third < values.length
            && !Double.isNaN(values[third])
            && gap(values, third - 1)
            && gap(values, third + 1);
    if (!periodic) {
      return series;
    }
    int width = second - first;
    int count = (values.length - first + width - 1) / width;
    double[] kept = new double[count];
    for (int i = 0; i < count; i++) {
      int from = first + i * width;
      kept[i] = Aggregation.LAST.apply(values, from, Math.min(from + width, values.length));
    }
    int step = width * series.step();
    long start = series.time(first);
    return series.onGrid(start, start + (long) step * (count - 1), step, kept);
  }

  /** The first value from an index on that is neither unknown nor 0. */
  private static int next(double[] values, int from) {
    int i = from;
    while (i < values.length && (Double.isNaN(values[i]) || values[i] == 0)) {
      i++;
    }
    return i;
  }

  private static boolean gap(double[] values, int index) {
    return index >= values.length || Double.isNaN(values[index]);
  }
}
