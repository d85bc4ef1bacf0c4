package tidemark.query.graphite;

import java.util.List;
import java.util.Map;

/** A parsed target. Positions are indexes into the target's text, the end exclusive. */
sealed interface Expression {
  int start();

  int end();

  /** A path pattern, as written. */
  record Path(String text, int start, int end) implements Expression {}

  /**
   * A function call; of {@code a|f(2)} too, with {@code a} as the first argument.
   *
   * @param source the call as written: what {@code seriesByTag} shows of itself
   */
  record Call(
      String function,
      List<Expression> arguments,
      Map<String, Expression> named,
      String source,
      int start,
      int end)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A number, text, boolean or None. */
  record Literal(Value value, int start, int end) implements Expression {}

  /**
   * {@code template(body, values...)}: variables in the paths of the body are replaced before use.
   */
  record Template(Expression body, List<Value> values, Map<String, Value> named, int start, int end)
      implements Expression {}
}
