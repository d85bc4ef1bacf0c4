package tidemark.query.graphite.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code unique(*seriesLists)}: the first series of each name. */
final class Unique implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "unique",
          "Filter Series",
          "Keeps one series of each name.",
          "unique(servers.*.load,servers.web01.*)",
          Parameter.seriesList("seriesLists").repeated());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Map<String, GraphiteSeries> named = new LinkedHashMap<>();
    arguments.seriesList("seriesLists").forEach(s -> named.putIfAbsent(s.name(), s));
    return List.copyOf(named.values());
  }
}
