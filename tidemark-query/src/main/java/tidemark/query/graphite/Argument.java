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

  /** Its index in the target, negative if it does not stand there. */
  default int at() {
    return -1;
  }

  /** A literal. */
  record Plain(Value value, int at) implements Argument {
    @Override
    public boolean isNone() {
      return value instanceof Value.None;
    }
  }

  /** A path or a call. */
  record Unevaluated(Expression expression) implements Argument {
    @Override
    public int at() {
      return expression.start();
    }
  }

  /** Series that another function made and hands on. */
  record Computed(List<GraphiteSeries> series) implements Argument {}
}
