package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code heatMap(seriesList)} of carbonapi: series sorted by the sum of their first five values,
 * each less the one before it. Only times at which all series have a value count among the five.
 */
final class HeatMap implements GraphiteFunction {
  private static final int FIRST = 5;
  private static final Signature SIGNATURE =
      Signature.of(
          "heatMap",
          "Calculate",
          "Shows the differences of neighbouring series, for histograms with cumulative buckets.",
          "heatMap(servers.*.load)",
          Parameter.seriesList("seriesList"));

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
    double[] weights = weights(Rows.of(list));
    List<GraphiteSeries> sorted =
        IntStream.range(0, list.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> weights[i]))
            .map(list::get)
            .toList();
    List<GraphiteSeries> differences = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      differences.add(difference(sorted.get(i), sorted.get(i - 1)));
    }
    return differences;
  }

  private static double[] weights(Rows rows) {
    double[] sums = new double[rows.columns().length];
    double[] row = new double[sums.length];
    int found = 0;
    for (int i = 0; i < rows.length() && found < FIRST; i++) {
      if (rows.row(i, row) == row.length) {
        found++;
        for (int j = 0; j < row.length; j++) {
          sums[j] += row[j];
        }
      }
    }
    return sums;
  }

  private static GraphiteSeries difference(GraphiteSeries upper, GraphiteSeries lower) {
    Rows rows = Rows.of(List.of(upper, lower));
    double[] values = new double[rows.length()];
    double[] row = new double[2];
    for (int i = 0; i < values.length; i++) {
      rows.row(i, row);
      values[i] = row[0] - row[1];
    }
    return rows.series("heatMap(" + upper.name() + "," + lower.name() + ")", values)
        .withTags(upper.tags());
  }
}
