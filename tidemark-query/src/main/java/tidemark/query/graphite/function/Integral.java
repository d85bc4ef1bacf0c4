package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code integral(seriesList)}: the sum of all values so far; gaps stay gaps and add nothing. */
final class Integral implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "integral",
          "Transform",
          "Shows the running sum of values.",
          "integral(servers.*.load)",
          Parameter.seriesList("seriesList"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return arguments.seriesList("seriesList").stream().map(Integral::sums).toList();
  }

  private static GraphiteSeries sums(GraphiteSeries series) {
    double[] sum = new double[1];
    return series
        .map(v -> sum[0] += v)
        .named("integral(" + series.name() + ")")
        .tagged("integral", "1");
  }
}
