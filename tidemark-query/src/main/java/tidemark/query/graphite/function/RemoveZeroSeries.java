package tidemark.query.graphite.function;

import java.util.Arrays;
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
 * {@code removeZeroSeries(seriesList, xFilesFactor=0)} of carbonapi: keeps series in which the part
 * of values that are known and not 0 is large enough.
 */
final class RemoveZeroSeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "removeZeroSeries",
          "Filter Series",
          "Drops series that have no value but 0.",
          "removeZeroSeries(servers.*.load)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("xFilesFactor", ParameterType.FLOAT).or(0));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double factor = arguments.number("xFilesFactor");
    return arguments.seriesList("seriesList").stream()
        .filter(s -> enough(s.values(), factor))
        .map(s -> s.tagged("removeZeroSeries", Numbers.shortest(factor)))
        .toList();
  }

  private static boolean enough(double[] values, double factor) {
    long counted = Arrays.stream(values).filter(v -> !Double.isNaN(v) && v != 0).count();
    return counted > 0 && (double) counted / values.length >= factor;
  }
}
