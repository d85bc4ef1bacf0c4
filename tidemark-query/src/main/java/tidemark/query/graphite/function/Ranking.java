package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;

/**
 * {@code highestAverage(seriesList, n)} and its like, and {@code highest} and {@code lowest} with
 * the aggregation as an argument: the first so many by it. Unknown ranks lowest.
 */
final class Ranking implements GraphiteFunction {
  private final Signature signature;
  private final Chosen chosen;
  private final boolean highest;

  private Ranking(Signature signature, Chosen chosen, boolean highest) {
    this.signature = signature;
    this.chosen = chosen;
    this.highest = highest;
  }

  /** With a fixed aggregation. */
  static Ranking by(String name, Aggregation aggregation, boolean highest) {
    return new Ranking(
        Signature.of(
            name,
            "Filter Series",
            "Keeps the series that rank " + (highest ? "highest." : "lowest."),
            name + "(servers.*.load,5)",
            Parameter.seriesList("seriesList"),
            Parameter.whole("n")),
        new Chosen(aggregation, ""),
        highest);
  }

  /** With the aggregation as an argument. */
  static Ranking any(String name, boolean highest) {
    return new Ranking(
        Signature.of(
            name,
            "Filter Series",
            "Keeps the series that rank "
                + (highest ? "highest" : "lowest")
                + " by an aggregation.",
            name + "(servers.*.load,5,\"max\")",
            Parameter.seriesList("seriesList"),
            Parameter.whole("n").or(1).yetRequired(),
            Parameter.aggregation("func").or("average")),
        Chosen.BY_ARGUMENT,
        highest);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Reduction reduction = chosen.of(arguments);
    List<GraphiteSeries> sorted =
        Sorting.by(arguments.seriesList("seriesList"), s -> reduction.apply(s.values()), highest);
    return Slice.first(sorted, arguments.whole("n"));
  }
}
