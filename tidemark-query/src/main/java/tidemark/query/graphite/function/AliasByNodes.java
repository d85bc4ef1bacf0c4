package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code aliasByNode(seriesList, *nodes)} and {@code aliasByTags(seriesList, *tags)}, which are the
 * same.
 */
final class AliasByNodes implements GraphiteFunction {
  private final Signature signature;
  private final String parameter;

  /**
   * @param parameter what the nodes are called
   */
  AliasByNodes(String name, String parameter, String example) {
    this.parameter = parameter;
    this.signature =
        Signature.of(
            name,
            "Alias",
            "Shows series under some nodes of their path and values of their tags.",
            example,
            Parameter.seriesList("seriesList"),
            Parameter.required(parameter, ParameterType.NODE_OR_TAG).repeated());
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<Value> nodes = arguments.values(parameter);
    return arguments.seriesList("seriesList").stream()
        .map(s -> s.aliased(Nodes.key(s, nodes)))
        .toList();
  }
}
