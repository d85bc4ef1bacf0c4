package tidemark.query.graphite;

import java.util.List;

/**
 * What is given for a parameter: a value, or series that are still to be computed or already there.
 */
sealed interface Argument {
  /** Whether it is the literal {@code None}, which means that nothing is given. */
  default boolean isNone() {
    return false;
  }

  /** A literal. */
  record Plain(Value value) implements Argument {
    @Override
    public boolean isNone() {
      return value instanceof Value.None;
    }
  }

  /** A path or a call. */
  record Unevaluated(Expression expression) implements Argument {}

  /** Series that another function made and hands on. */
  record Computed(List<GraphiteSeries> series) implements Argument {}
}
