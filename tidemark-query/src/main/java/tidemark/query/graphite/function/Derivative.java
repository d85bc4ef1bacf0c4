package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code derivative(seriesList)}: each value less the one before; unknown if either is. */
final class Derivative implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "derivative",
          "Transform",
          "Shows by how much values change.",
          "derivative(servers.*.load)",
          Parameter.seriesList("seriesList"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return arguments.seriesList("seriesList").stream().map(Derivative::changes).toList();
  }

  private static GraphiteSeries changes(GraphiteSeries series) {
    double[] values = series.values();
    double[] changes = new double[values.length];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = i == 0 ? Double.NaN : values[i] - values[i - 1];
    }
    return series
        .withValues(changes)
        .named("derivative(" + series.name() + ")")
        .tagged("derivative", "1");
  }
}
