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
  private final boolean nameOfFirst;

  /**
   * @param word of the aggregation, as the result is named by it: {@code sumSeries(...)}
   */
  CombineSeries(String name, Aggregation aggregation, String word, String description) {
    this(name, aggregation, word, description, false);
  }

  /**
   * @param nameOfFirst whether the tag {@code name} of series of several names is the first
   *     expression, as carbonapi has it, and not the result's name
   */
  CombineSeries(
      String name, Aggregation aggregation, String word, String description, boolean nameOfFirst) {
    this.nameOfFirst = nameOfFirst;
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
    List<GraphiteSeries> combined = Combining.aggregate(list, aggregation, word);
    return nameOfFirst ? combined.stream().map(s -> named(s, list)).toList() : combined;
  }

  private static GraphiteSeries named(GraphiteSeries combined, List<GraphiteSeries> list) {
    return combined.name().equals(combined.tags().get("name"))
        ? combined.tagged("name", list.getFirst().pathExpression())
        : combined;
  }
}
