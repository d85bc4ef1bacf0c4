package tidemark.query.graphite.function;

import java.util.List;
import java.util.function.UnaryOperator;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.DrawOptions;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code areaBetween(seriesList)}: two series whose space between is filled; the upper names both.
 */
final class AreaBetween implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "areaBetween",
          "Graph",
          "Fills the area between two series.",
          "areaBetween(servers.{web01,web02}.load)",
          Parameter.seriesList("seriesList"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return both(arguments.seriesList("seriesList"), "areaBetween");
  }

  /** The lower and the upper of exactly two series under one name. */
  static List<GraphiteSeries> both(List<GraphiteSeries> list, String function) {
    if (list.isEmpty()) {
      return List.of();
    }
    if (list.size() != 2) {
      throw new InvalidInputException(
          function + " draws between exactly two series, not " + list.size());
    }
    GraphiteSeries upper = list.getLast();
    UnaryOperator<GraphiteSeries> marked =
        s ->
            s.aliased(function + "(" + upper.pathExpression() + ")")
                .withTags(upper.tags())
                .tagged(function, "1")
                .drawn(DrawOptions::asArea);
    return List.of(marked.apply(list.getFirst()).drawn(DrawOptions::asHidden), marked.apply(upper));
  }
}
