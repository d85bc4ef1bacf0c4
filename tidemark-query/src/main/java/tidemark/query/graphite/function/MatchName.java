package tidemark.query.graphite.function;

import java.util.List;
import java.util.regex.Pattern;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code grep(seriesList, pattern)} and {@code exclude}: series whose name holds a pattern, or does
 * not.
 */
final class MatchName implements GraphiteFunction {
  private final Signature signature;
  private final boolean keep;

  /**
   * @param keep whether those that match are kept, or dropped
   */
  MatchName(String name, String description, boolean keep) {
    this.keep = keep;
    this.signature =
        Signature.of(
            name,
            "Filter Series",
            description,
            name + "(servers.*.load,\"web0[12]\")",
            Parameter.seriesList("seriesList"),
            Parameter.text("pattern"));
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Pattern pattern = arguments.regex("pattern");
    return arguments.seriesList("seriesList").stream()
        .filter(s -> pattern.matcher(s.name()).find() == keep)
        .toList();
  }
}
