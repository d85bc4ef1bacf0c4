package tidemark.query.graphite.function;

import java.util.List;
import java.util.Optional;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code aliasByBase64(seriesList, nodeNum)} of carbonapi: the name, or a node of it counted from
 * 1, read as base64. What is no base64 keeps its name.
 */
final class AliasByBase64 implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "aliasByBase64",
          "Alias",
          "Shows series under their name, or a node of it, read as base64.",
          "aliasByBase64(servers.*.load,2)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("nodeNum", ParameterType.NODE));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    int node = arguments.has("nodeNum") ? arguments.whole("nodeNum") : 0;
    return arguments.seriesList("seriesList").stream()
        .map(s -> decoded(s.name(), node).map(s::aliased).orElse(s))
        .toList();
  }

  private static Optional<String> decoded(String name, int node) {
    List<String> parts = Nodes.parts(name);
    if (node < 0 || node > parts.size()) {
      return Optional.empty();
    }
    String text = node == 0 ? name : parts.get(node - 1);
    if (text.length() % 4 != 0) {
      return Optional.empty(); // base64 without its padding, or none at all
    }
    try {
      byte[] bytes = java.util.Base64.getDecoder().decode(text);
      return Optional.of(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
