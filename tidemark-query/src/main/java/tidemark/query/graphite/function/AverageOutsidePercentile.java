package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code averageOutsidePercentile(seriesList, n)}: the series whose average lies outside the band
 * between the (100 - n)th and the nth percentile of all averages.
 */
final class AverageOutsidePercentile implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "averageOutsidePercentile",
          "Filter Series",
          "Keeps series whose average is unusual among all.",
          "averageOutsidePercentile(servers.*.load,95)",
          Parameter.seriesList("seriesList"),
          Parameter.number("n"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double n = upper(arguments.number("n"));
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    double[] averages = list.stream().mapToDouble(AverageOutsidePercentile::average).toArray();
    double low = Percentile.of(averages, 100 - n, false);
    double high = Percentile.of(averages, n, false);
    return list.stream().filter(s -> !(average(s) > low && average(s) < high)).toList();
  }

  /** The upper of the two percentiles of a band. */
  static double upper(double n) {
    return n < 50 ? 100 - n : n;
  }

  private static double average(GraphiteSeries series) {
    return Aggregation.AVERAGE.apply(series.values());
  }
}
