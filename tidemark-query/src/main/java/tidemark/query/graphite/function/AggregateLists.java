package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;

/**
 * {@code sumSeriesLists(first, second)} and its like: two lists combined pair by pair, in their
 * order, or, with {@code matching} or {@code default}, as carbonapi does it. {@code
 * aggregateSeriesLists} has the aggregation as an argument.
 */
final class AggregateLists implements GraphiteFunction {
  private static final String FIRST = "seriesListFirstPos";
  private static final String SECOND = "seriesListSecondPos";

  private final Signature signature;
  private final Chosen chosen;

  private AggregateLists(Signature signature, Chosen chosen) {
    this.signature = signature;
    this.chosen = chosen;
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
            Parameter.seriesList(SECOND),
            PairedLists.MATCHING.unlisted(),
            PairedLists.DEFAULT.unlisted()),
        new Chosen(aggregation, word));
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
        Chosen.BY_ARGUMENT);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> firsts = arguments.seriesList(FIRST);
    List<GraphiteSeries> seconds = arguments.seriesList(SECOND);
    if (PairedLists.asked(arguments)) {
      Reduction reduction = chosen.of(arguments);
      return new PairedLists(
              chosen.shown(arguments) + "Series", (a, b) -> reduction.apply(new double[] {a, b}))
          .of(firsts, seconds, arguments);
    }
    if (firsts.size() != seconds.size()) {
      throw new InvalidInputException(
          FIRST + " and " + SECOND + " argument must have equal length");
    }
    Reduction reduction = chosen.of(arguments);
    String shown = chosen.shown(arguments);
    List<GraphiteSeries> combined = new ArrayList<>();
    for (int i = 0; i < firsts.size(); i++) {
      List<GraphiteSeries> pair = List.of(firsts.get(i), seconds.get(i));
      double xFilesFactor =
          arguments.optionalNumber("xFilesFactor").orElseGet(() -> Combining.xFilesFactor(pair));
      String name = shown + "Series(" + firsts.get(i).name() + "," + seconds.get(i).name() + ")";
      Combining.aggregate(pair, reduction, shown, xFilesFactor)
          .forEach(s -> combined.add(s.aliased(name)));
    }
    return combined;
  }
}
