package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code sumSeries(*seriesLists)} and its like: all lists become one series by a fixed aggregation.
 */
final class CombineSeries implements GraphiteFunction {
  private final Signature signature;
  private final Aggregation aggregation;
  private final String word;

  /**
   * @param word of the aggregation, as the result is named by it: {@code sumSeries(...)}
   */
  CombineSeries(String name, Aggregation aggregation, String word, String description) {
    this.aggregation = aggregation;
    this.word = word;
    this.signature =
        Signature.of(
            name,
            "Combine",
            description,
            name + "(servers.*.load)",
            Parameter.seriesList("seriesLists").repeated());
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesLists");
    if (aggregation == Aggregation.MULTIPLY && list.size() == 1) {
      return list; // graphite-web gives a single factor back unchanged
    }
    return Combining.aggregate(list, aggregation, word);
  }
}
