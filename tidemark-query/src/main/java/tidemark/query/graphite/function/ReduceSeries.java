package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code reduceSeries(seriesLists, reduceFunction, reduceNode, *reduceMatchers)}: a function over
 * each group of series that have the nodes before one alike, whatever lists they came in; what that
 * node is says which argument a series is. As in graphite-web the last series is taken where
 * several are the same argument, and the first of those that the function gives.
 */
final class ReduceSeries implements GraphiteFunction {
  private final Signature signature;

  ReduceSeries(String name) {
    this.signature =
        Signature.of(
            name,
            "Combine",
            "Calls a function for each group of series.",
            name + "(mapSeries(servers.*.*,1),\"divideSeries\",2,\"load\",\"load\")",
            Parameter.required("seriesLists", ParameterType.SERIES_LISTS),
            Parameter.text("reduceFunction"),
            Parameter.required("reduceNode", ParameterType.NODE),
            Parameter.required("reduceMatchers", ParameterType.STRING).repeated());
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    int node = arguments.whole("reduceNode");
    String function = arguments.text("reduceFunction");
    List<String> matchers =
        arguments.values("reduceMatchers").stream().map(Value::toString).toList();
    Map<String, Map<String, GraphiteSeries>> groups = new LinkedHashMap<>();
    for (GraphiteSeries series : arguments.seriesList("seriesLists")) {
      List<String> parts = Nodes.parts(series.name());
      int at = node < 0 ? parts.size() + node : node;
      if (at >= 0 && at < parts.size() && matchers.contains(parts.get(at))) {
        groups
            .computeIfAbsent(String.join(".", parts.subList(0, at)), key -> new LinkedHashMap<>())
            .put(parts.get(at), series);
      }
    }
    List<GraphiteSeries> reduced = new ArrayList<>();
    groups.forEach((prefix, members) -> {
      List<List<GraphiteSeries>> lists = new ArrayList<>();
      for (String matcher : matchers) {
        GraphiteSeries member = members.get(matcher);
        if (member == null) {
          throw new InvalidInputException("no series " + prefix + "." + matcher);
        }
        lists.add(List.of(member));
      }
      String name = prefix + ".reduce." + function;
      arguments.callOver(function, lists, outer).stream()
          .limit(1)
          .forEach(s -> reduced.add(s.aliased(name)));
    });
    return reduced;
  }
}
