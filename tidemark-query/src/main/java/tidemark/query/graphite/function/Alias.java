package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code alias(seriesList, newName)}: another name for the reader; other functions see the old
 * expression.
 */
final class Alias implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "alias",
          "Alias",
          "Shows series under another name.",
          "alias(servers.web01.load,\"Load\")",
          Parameter.seriesList("seriesList"),
          Parameter.text("newName"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String newName = arguments.text("newName");
    return arguments.seriesList("seriesList").stream().map(s -> s.aliased(newName)).toList();
  }
}
