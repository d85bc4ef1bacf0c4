package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code aliasSub(seriesList, search, replace)}: Python's {@code re.sub} on the name. Grafana 10
 * and later wraps every target in it.
 */
final class AliasSub implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "aliasSub",
          "Alias",
          "Replaces what a regular expression matches in the names of series.",
          "aliasSub(servers.*.load,\"^servers\\.(.*)$\",\"\\1\")",
          Parameter.seriesList("seriesList"),
          Parameter.text("search"),
          Parameter.text("replace"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    List<String> names = SubstitutedNames.of(arguments, list);
    List<GraphiteSeries> named = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      named.add(list.get(i).aliased(names.get(i)));
    }
    return named;
  }
}
