package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code removeBetweenPercentile(seriesList, n)}: the series that at some time lie outside the band
 * between the (100 - n)th and the nth percentile of all series at that time.
 */
final class RemoveBetweenPercentile implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "removeBetweenPercentile",
          "Filter Series",
          "Keeps series that are at some time unusual among all.",
          "removeBetweenPercentile(servers.*.load,95)",
          Parameter.seriesList("seriesList"),
          Parameter.number("n"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double n = AverageOutsidePercentile.upper(arguments.number("n"));
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    if (list.isEmpty()) {
      return List.of();
    }
    Rows rows = Rows.of(list);
    boolean[] outside = new boolean[list.size()];
    double[] row = new double[list.size()];
    for (int i = 0; i < rows.length(); i++) {
      rows.row(i, row);
      double low = Percentile.of(row, 100 - n, false);
      double high = Percentile.of(row, n, false);
      for (int j = 0; j < row.length; j++) {
        outside[j] |= !Double.isNaN(row[j]) && !(row[j] > low && row[j] < high);
      }
    }
    List<GraphiteSeries> kept = new ArrayList<>();
    for (int j = 0; j < outside.length; j++) {
      if (outside[j]) {
        kept.add(list.get(j));
      }
    }
    return kept;
  }
}
