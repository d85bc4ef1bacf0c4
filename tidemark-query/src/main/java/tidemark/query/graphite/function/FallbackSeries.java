package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code fallbackSeries(seriesList, fallback)}: other series when the first list has none. */
final class FallbackSeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "fallbackSeries",
          "Special",
          "Shows other series when there are none.",
          "fallbackSeries(servers.*.load,constantLine(0))",
          Parameter.seriesList("seriesList"),
          Parameter.seriesList("fallback"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    return list.isEmpty() ? arguments.seriesList("fallback") : list;
  }
}
