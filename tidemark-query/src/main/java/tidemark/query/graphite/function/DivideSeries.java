package tidemark.query.graphite.function;

import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code divideSeries(dividendSeriesList, divisorSeries)}: each series divided by the one other.
 */
final class DivideSeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "divideSeries",
          "Combine",
          "Divides series by another series.",
          "divideSeries(servers.*.load,servers.web01.load)",
          Parameter.seriesList("dividendSeriesList"),
          Parameter.seriesList("divisorSeries"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> dividends = arguments.seriesList("dividendSeriesList");
    List<GraphiteSeries> divisors = arguments.seriesList("divisorSeries");
    if (divisors.isEmpty()) {
      return dividends.stream()
          .map(s -> s.map(v -> Double.NaN).named("divideSeries(" + s.name() + ",MISSING)"))
          .toList();
    }
    if (divisors.size() > 1) {
      throw new InvalidInputException(
          "divideSeries second argument must reference exactly 1 series (got "
              + divisors.size()
              + ")");
    }
    return dividends.stream().map(s -> divide(s, divisors.getFirst())).toList();
  }

  static GraphiteSeries divide(GraphiteSeries dividend, GraphiteSeries divisor) {
    Rows rows = Rows.of(List.of(dividend, divisor));
    double[] values = new double[rows.length()];
    double[] row = new double[2];
    for (int i = 0; i < values.length; i++) {
      rows.row(i, row);
      values[i] = Formulas.divide(row[0], row[1]);
    }
    String name = "divideSeries(" + dividend.name() + "," + divisor.name() + ")";
    return rows.series(name, values);
  }
}
