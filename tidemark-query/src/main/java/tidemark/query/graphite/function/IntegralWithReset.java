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
 * {@code integralWithReset(seriesList, resettingSeries)} of carbonapi: a running sum that starts
 * again at 0 wherever the other series has a value that is not 0.
 */
final class IntegralWithReset implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "integralWithReset",
          "Transform",
          "Shows the running sum of values since another series was last not 0.",
          "integralWithReset(servers.*.load,servers.web01.load)",
          Parameter.seriesList("seriesList"),
          Parameter.seriesList("resettingSeries"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> resets = arguments.seriesList("resettingSeries");
    if (resets.size() != 1) {
      throw new InvalidInputException(
          "integralWithReset takes one resetting series, not " + resets.size());
    }
    return arguments.seriesList("seriesList").stream()
        .map(s -> sums(s, resets.getFirst()))
        .toList();
  }

  private static GraphiteSeries sums(GraphiteSeries series, GraphiteSeries reset) {
    Rows rows = Rows.of(List.of(series, reset));
    double[] sums = new double[rows.length()];
    double[] row = new double[2];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      rows.row(i, row);
      if (Double.isNaN(row[0])) {
        sums[i] = Double.NaN; // and nothing starts again
        continue;
      }
      boolean again = !Double.isNaN(row[1]) && row[1] != 0;
      sum = again ? 0 : sum + row[0];
      sums[i] = sum;
    }
    String name = "integralWithReset(" + series.name() + "," + reset.name() + ")";
    return series.onGrid(rows.start(), rows.end(), rows.step(), sums).named(name);
  }
}
