package tidemark.query.graphite.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code mapSeries(seriesList, *mapNodes)}: series sorted into groups by nodes of their path, for
 * {@code reduceSeries}, which finds the groups again by the same paths.
 */
final class MapSeries implements GraphiteFunction {
  private final Signature signature;

  MapSeries(String name) {
    this.signature =
        Signature.of(
            name,
            "Combine",
            "Sorts series into groups for reduceSeries.",
            name + "(servers.*.load,1)",
            Parameter.seriesList("seriesList"),
            Parameter.required("mapNodes", ParameterType.NODE_OR_TAG).repeated());
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<Value> nodes = arguments.values("mapNodes");
    return arguments.seriesList("seriesList").stream()
        .collect(
            Collectors.groupingBy(
                s -> Nodes.key(s, nodes), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
