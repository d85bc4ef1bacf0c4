package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** {@code group(*seriesLists)}: all of them as one list. */
final class Group implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "group",
          "Combine",
          "Joins several lists of series into one.",
          "group(servers.web01.load,servers.web02.load)",
          Parameter.optional("seriesLists", ParameterType.SERIES_LIST).repeated());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return arguments.seriesList("seriesLists");
  }
}
