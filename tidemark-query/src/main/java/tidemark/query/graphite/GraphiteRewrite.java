package tidemark.query.graphite;

import java.util.List;

/**
 * A function that knows what else it shows only when it has seen the series of its arguments:
 * {@code applyByNode} evaluates a target for each of them. The targets are planned and read in one
 * further round, so that reading stays out of evaluation; then {@link #apply} finds their series in
 * {@link Arguments#rewritten()}, one list per target.
 */
public interface GraphiteRewrite extends GraphiteFunction {
  /**
   * The targets to evaluate over the range asked of this call.
   *
   * @throws tidemark.model.InvalidInputException if the series have no part that a target needs
   */
  List<String> targets(Arguments arguments, Need outer);
}
