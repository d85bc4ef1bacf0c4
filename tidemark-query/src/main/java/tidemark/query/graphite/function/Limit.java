package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code limit(seriesList, n)}: the first so many. */
final class Limit implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "limit",
          "Filter Series",
          "Keeps the first so many series.",
          "limit(servers.*.load,5)",
          Parameter.seriesList("seriesList"),
          Parameter.whole("n"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return Slice.first(arguments.seriesList("seriesList"), arguments.whole("n"));
  }
}
