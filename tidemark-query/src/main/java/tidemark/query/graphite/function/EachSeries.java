package tidemark.query.graphite.function;

import java.util.ArrayList;
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
    List<GraphiteSeries> results = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList(signature.parameters().getFirst().name())) {
      arguments.checkTime();
      results.add(formula.apply(series, arguments));
    }
    return results;
  }
}
