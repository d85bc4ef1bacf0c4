package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code seriesByTag(*tagExpressions)}: the tagged series that meet all conditions, sorted by name.
 * Like a path it is answered by the plan, so there is nothing to apply.
 */
final class SeriesByTag implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "seriesByTag",
          "Special",
          "Selects series by their tags: =, !=, =~ and !=~.",
          "seriesByTag(\"name=cpu\",\"host=~web.*\")",
          Parameter.text("tagExpressions").repeated());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return List.of();
  }
}
