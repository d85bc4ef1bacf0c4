package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * Calls that say what is to be read, as a path does: the plan reads their answer, so there is
 * nothing to apply.
 */
final class AnsweredByPlan implements GraphiteFunction {
  private final Signature signature;

  private AnsweredByPlan(Signature signature) {
    this.signature = signature;
  }

  /** The tagged series that meet all conditions, sorted by name. */
  static AnsweredByPlan seriesByTag() {
    return new AnsweredByPlan(
        Signature.of(
            "seriesByTag",
            "Special",
            "Selects series by their tags: =, !=, =~ and !=~.",
            "seriesByTag(\"name=cpu\",\"host=~web.*\")",
            Parameter.text("tagExpressions").repeated()));
  }

  /** How many events with all given tags there were in each second. */
  static AnsweredByPlan events() {
    return new AnsweredByPlan(
        Signature.of(
            "events",
            "Special",
            "Counts the events that have all given tags, second by second.",
            "events(\"deploy\",\"web\")",
            Parameter.text("tags").repeated()));
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return List.of();
  }
}
