package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code removeEmptySeries(seriesList, xFilesFactor=None)}: drops series of which too little is
 * known.
 */
final class RemoveEmptySeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "removeEmptySeries",
          "Filter Series",
          "Drops series without values, or with too few.",
          "removeEmptySeries(servers.*.load)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("xFilesFactor", ParameterType.FLOAT));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double xFilesFactor = arguments.optionalNumber("xFilesFactor").orElse(0);
    return arguments.seriesList("seriesList").stream()
        .filter(s -> !s.isEmpty())
        .filter(s -> Aggregation.COUNT.apply(s.values()) / s.size() >= xFilesFactor)
        .toList();
  }
}
