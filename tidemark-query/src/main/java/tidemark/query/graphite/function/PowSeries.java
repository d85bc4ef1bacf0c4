package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code powSeries(*seriesLists)}: the first to the power of the second, and so on. */
final class PowSeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "powSeries",
          "Combine",
          "Raises a series to the power of others.",
          "powSeries(servers.web01.load,servers.web02.load)",
          Parameter.seriesList("seriesList").repeated());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    if (list.isEmpty()) {
      return List.of();
    }
    Rows rows = Rows.of(list);
    double[] values = new double[rows.length()];
    double[] row = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      boolean known = rows.row(i, row) == row.length;
      values[i] =
          known ? Arrays.stream(row).reduce(Formulas::power).orElse(Double.NaN) : Double.NaN;
    }
    String names = list.stream().map(GraphiteSeries::name).collect(Collectors.joining(","));
    return List.of(rows.series("powSeries(" + names + ")", values));
  }
}
