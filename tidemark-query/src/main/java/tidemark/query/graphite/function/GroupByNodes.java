package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code groupByNodes(seriesList, callback, *nodes)} and {@code groupByNode(seriesList, nodeNum,
 * callback='average')}: one series for each distinct choice of nodes and tags.
 */
final class GroupByNodes implements GraphiteFunction {
  private static final Parameter CALLBACK =
      Parameter.required("callback", ParameterType.AGG_OR_SERIES_FUNC).offering(Callbacks.words());

  private final Signature signature;
  private final String nodes;

  private GroupByNodes(Signature signature, String nodes) {
    this.signature = signature;
    this.nodes = nodes;
  }

  static GroupByNodes one() {
    return new GroupByNodes(
        Signature.of(
            "groupByNode",
            "Combine",
            "Combines series that have a node of their path or a tag alike.",
            "groupByNode(servers.*.load,1,\"sum\")",
            Parameter.seriesList("seriesList"),
            Parameter.required("nodeNum", ParameterType.NODE_OR_TAG),
            CALLBACK.or("average")),
        "nodeNum");
  }

  static GroupByNodes many() {
    return new GroupByNodes(
        Signature.of(
            "groupByNodes",
            "Combine",
            "Combines series that have some nodes of their path or tags alike.",
            "groupByNodes(servers.*.load,\"sum\",0,2)",
            Parameter.seriesList("seriesList"),
            CALLBACK,
            Parameter.optional("nodes", ParameterType.NODE_OR_TAG).repeated()),
        "nodes");
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<Value> chosen = arguments.values(nodes);
    Map<String, List<GraphiteSeries>> groups = new LinkedHashMap<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      groups.computeIfAbsent(Nodes.key(series, chosen), key -> new ArrayList<>()).add(series);
    }
    List<GraphiteSeries> combined = new ArrayList<>();
    groups.forEach((key, members) ->
        Callbacks.call(arguments, members, outer).ifPresent(s -> combined.add(s.aliased(key))));
    return combined;
  }
}
