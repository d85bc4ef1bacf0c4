package tidemark.query.graphite.function;

import org.jspecify.annotations.Nullable;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.Reduction;

/**
 * By what a function combines values: always the same, or what its argument {@code func} says.
 *
 * @param fixed null if the argument says it
 * @param word of a fixed one, by which results are named
 */
record Chosen(@Nullable Aggregation fixed, String word) {
  /** The argument says it. */
  static final Chosen BY_ARGUMENT = new Chosen(null, "");

  boolean isFixed() {
    return fixed != null;
  }

  Reduction of(Arguments arguments) {
    return fixed == null ? arguments.reduction("func") : fixed;
  }

  /** The word in names of results: {@code avg} of {@code avgSeries}. */
  String shown(Arguments arguments) {
    return fixed == null ? Aggregation.stem(arguments.text("func")) : word;
  }
}
