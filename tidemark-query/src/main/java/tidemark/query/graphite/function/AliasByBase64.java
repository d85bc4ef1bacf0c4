package tidemark.query.graphite.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
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
 * {@code aliasByBase64(seriesList, nodeNum)} of carbonapi: the whole name, or a node of the path
 * counted from 1, read as base64. What is no base64 stays as it is.
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
        .map(s ->
            arguments.has("nodeNum") ? named(s, node) : decoded(s.name()).map(s::aliased).orElse(s))
        .toList();
  }

  /** With one node decoded, the others as they are. */
  private static GraphiteSeries named(GraphiteSeries series, int node) {
    List<String> parts =
        new ArrayList<>(Nodes.parts(series.tags().getOrDefault("name", series.name())));
    if (node < 1 || node > parts.size()) {
      return series;
    }
    Optional<String> text = decoded(parts.get(node - 1));
    text.ifPresent(t -> parts.set(node - 1, t));
    return text.isPresent() ? series.aliased(String.join(".", parts)) : series;
  }

  private static Optional<String> decoded(String text) {
    if (text.length() % 4 != 0) {
      return Optional.empty(); // base64 without its padding, or none at all
    }
    try {
      return Optional.of(new String(Base64.getDecoder().decode(text), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
