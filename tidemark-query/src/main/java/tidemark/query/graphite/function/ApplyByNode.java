package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tidemark.model.CodePoints;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteRewrite;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code applyByNode(seriesList, nodeNum, templateFunction, newName=None)}: a target for each
 * distinct beginning of the paths; {@code %} stands for it.
 */
final class ApplyByNode implements GraphiteRewrite {
  private static final Signature SIGNATURE =
      Signature.of(
          "applyByNode",
          "Combine",
          "Evaluates a target for each distinct beginning of the paths.",
          "applyByNode(servers.*.load,1,\"sumSeries(%.*)\",\"% total\")",
          Parameter.seriesList("seriesList"),
          Parameter.required("nodeNum", ParameterType.NODE),
          Parameter.text("templateFunction"),
          Parameter.optional("newName", ParameterType.STRING));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<String> targets(Arguments arguments, Need outer) {
    String template = arguments.text("templateFunction");
    return prefixes(arguments).stream().map(prefix -> template.replace("%", prefix)).toList();
  }

  private static List<String> prefixes(Arguments arguments) {
    int node = arguments.whole("nodeNum");
    Set<String> prefixes = new TreeSet<>(CodePoints::compare);
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      List<String> parts = Nodes.parts(series.name());
      if (node >= parts.size()) {
        throw new InvalidInputException(series.name() + " do not contains " + node + " nodes");
      }
      prefixes.add(String.join(".", parts.subList(0, Slice.index(node + 1, parts.size()))));
    }
    return List.copyOf(prefixes);
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    List<String> prefixes = prefixes(arguments);
    List<GraphiteSeries> results = new ArrayList<>();
    for (int i = 0; i < prefixes.size(); i++) {
      String prefix = prefixes.get(i);
      for (GraphiteSeries series : arguments.rewritten().get(i)) {
        GraphiteSeries last = list.getLast(); // whose range all results get, as in graphite-web
        GraphiteSeries result =
            series.onGrid(last.start(), last.end(), series.step(), series.values());
        results.add(
            arguments
                .optionalText("newName")
                .map(name -> result.aliased(name.replace("%", prefix)))
                .orElse(result)
                .expressed(prefix));
      }
    }
    return results;
  }
}
