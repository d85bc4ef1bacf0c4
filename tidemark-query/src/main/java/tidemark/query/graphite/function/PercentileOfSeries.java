package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code percentileOfSeries(seriesList, n, interpolate=False)}: a percentile across series at each
 * time.
 */
final class PercentileOfSeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "percentileOfSeries",
          "Combine",
          "Makes one series of a percentile across many.",
          "percentileOfSeries(servers.*.load,95)",
          Parameter.seriesList("seriesList"),
          Parameter.number("n"),
          Parameter.optional("interpolate", ParameterType.BOOLEAN).or(false));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double n = arguments.number("n");
    boolean interpolate = arguments.flag("interpolate");
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    if (n <= 0) {
      throw arguments.refused("n", "The requested percent is required to be greater than 0");
    }
    if (list.isEmpty()) {
      return List.of();
    }
    Rows rows = Rows.of(list);
    double[] values = new double[rows.length()];
    double[] row = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      rows.row(i, row);
      values[i] = Percentile.of(row, n, interpolate);
    }
    String name =
        "percentileOfSeries(" + list.getFirst().pathExpression() + "," + Numbers.g(n) + ")";
    return List.of(rows.series(name, values));
  }
}
