package tidemark.query.graphite.function;

import java.util.List;
import java.util.function.BiFunction;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Signature;

/**
 * A function that makes one series of each, by a formula over the series and the other arguments.
 */
final class EachSeries implements GraphiteFunction {
  private final Signature signature;
  private final BiFunction<GraphiteSeries, Arguments, GraphiteSeries> formula;

  /**
   * @param signature the first parameter is the list of series
   */
  EachSeries(Signature signature, BiFunction<GraphiteSeries, Arguments, GraphiteSeries> formula) {
    this.signature = signature;
    this.formula = formula;
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return arguments.seriesList(signature.parameters().getFirst().name()).stream()
        .map(s -> formula.apply(s, arguments))
        .toList();
  }
}
