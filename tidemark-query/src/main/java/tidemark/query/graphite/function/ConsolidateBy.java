package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.Consolidation;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code consolidateBy(seriesList, consolidationFunc)}: how values become fewer for display or a
 * common step.
 */
final class ConsolidateBy implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "consolidateBy",
          "Special",
          "Says how several values become one when there is no room for all.",
          "consolidateBy(servers.*.load,\"max\")",
          Parameter.seriesList("seriesList"),
          Parameter.text("consolidationFunc")
              .offering(
                  List.of("average", "avg", "avg_zero", "first", "last", "max", "min", "sum")));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String word = arguments.text("consolidationFunc");
    Consolidation consolidation =
        Consolidation.of(word)
            .orElseThrow(() ->
                arguments.refused(
                    "consolidationFunc", "Invalid consolidation function: '" + word + "'"));
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            s.named("consolidateBy(" + s.name() + ",\"" + word + "\")")
                .tagged("consolidateBy", word)
                .consolidatedBy(consolidation))
        .toList();
  }
}
