package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code ewma(seriesList, alpha)} of carbonapi: each value counts {@code alpha}, all before it the
 * rest. Gaps stay gaps and do not count.
 */
final class RunningAverage {
  private RunningAverage() {}

  static GraphiteFunction named(String name) {
    return new EachSeries(
        Signature.of(
            name,
            "Transform",
            "Shows an average in which older values count less and less.",
            name + "(servers.*.load,0.1)",
            Parameter.seriesList("seriesList"),
            Parameter.number("alpha")),
        (series, arguments) -> averaged(series, arguments.number("alpha")));
  }

  private static GraphiteSeries averaged(GraphiteSeries series, double alpha) {
    double[] average = {Double.NaN};
    return series
        .map(v -> average[0] = Double.isNaN(average[0]) ? v : average[0] + alpha * (v - average[0]))
        .named("ewma(" + series.name() + "," + Numbers.shortest(alpha) + ")");
  }
}
