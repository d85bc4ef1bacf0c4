package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code nPercentile(seriesList, n)}: a line at a percentile of each series; empty ones are
 * dropped.
 */
final class NPercentile implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "nPercentile",
          "Calculate",
          "Draws a line at a percentile of each series.",
          "nPercentile(servers.*.load,95)",
          Parameter.seriesList("seriesList"),
          Parameter.number("n"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double n = arguments.number("n");
    if (n == 0) {
      throw arguments.refused("n", "The requested percent is required to be greater than 0");
    }
    List<GraphiteSeries> lines = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      if (!series.isEmpty()) {
        double[] line = new double[series.size()];
        Arrays.fill(line, Percentile.of(series.values(), n, false));
        lines.add(
            series
                .withValues(line)
                .named("nPercentile(" + series.name() + ", " + Numbers.g(n) + ")")
                .tagged("nPercentile", Numbers.repr(n)));
      }
    }
    return lines;
  }
}
