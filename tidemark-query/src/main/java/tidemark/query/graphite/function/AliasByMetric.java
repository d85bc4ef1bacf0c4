package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code aliasByMetric(seriesList)}: the last node of the path. */
final class AliasByMetric implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "aliasByMetric",
          "Alias",
          "Shows series under the last part of their path.",
          "aliasByMetric(servers.*.load)",
          Parameter.seriesList("seriesList"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return arguments.seriesList("seriesList").stream()
        .map(s -> s.aliased(Substr.cut(s.name(), -1, 0)))
        .toList();
  }
}
