package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code sumSeriesLists(first, second)} and its like: two lists combined pair by pair, in their
 * order. {@code aggregateSeriesLists} has the aggregation as an argument.
 */
final class AggregateLists implements GraphiteFunction {
  private static final String FIRST = "seriesListFirstPos";
  private static final String SECOND = "seriesListSecondPos";

  private final Signature signature;
  private final Optional<Aggregation> fixed;
  private final String word;

  private AggregateLists(Signature signature, Optional<Aggregation> fixed, String word) {
    this.signature = signature;
    this.fixed = fixed;
    this.word = word;
  }

  /** With a fixed aggregation, whose word names the results. */
  static AggregateLists by(Aggregation aggregation, String word, String description) {
    String name = word + "SeriesLists";
    return new AggregateLists(
        Signature.of(
            name,
            "Combine",
            description,
            name + "(servers.*.load,servers.*.load)",
            Parameter.seriesList(FIRST),
            Parameter.seriesList(SECOND)),
        Optional.of(aggregation),
        word);
  }

  /** With the aggregation as an argument. */
  static AggregateLists any() {
    return new AggregateLists(
        Signature.of(
            "aggregateSeriesLists",
            "Combine",
            "Combines two lists of series pair by pair.",
            "aggregateSeriesLists(servers.*.load,servers.*.load,\"max\")",
            Parameter.seriesList(FIRST),
            Parameter.seriesList(SECOND),
            Parameter.aggregation("func"),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT)),
        Optional.empty(),
        "");
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> firsts = arguments.seriesList(FIRST);
    List<GraphiteSeries> seconds = arguments.seriesList(SECOND);
    if (firsts.size() != seconds.size()) {
      throw new InvalidInputException(
          FIRST + " and " + SECOND + " argument must have equal length");
    }
    Aggregation aggregation = fixed.orElseGet(() -> arguments.aggregation("func"));
    String shown = fixed.isPresent() ? word : Aggregation.stem(arguments.text("func"));
    List<GraphiteSeries> combined = new ArrayList<>();
    for (int i = 0; i < firsts.size(); i++) {
      List<GraphiteSeries> pair = List.of(firsts.get(i), seconds.get(i));
      double xFilesFactor =
          arguments.optionalNumber("xFilesFactor").orElseGet(() -> Combining.xFilesFactor(pair));
      String name = shown + "Series(" + firsts.get(i).name() + "," + seconds.get(i).name() + ")";
      Combining.aggregate(pair, aggregation, shown, xFilesFactor)
          .forEach(s -> combined.add(s.aliased(name)));
    }
    return combined;
  }
}
