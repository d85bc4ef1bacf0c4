package tidemark.query.graphite.function;

import java.util.Comparator;
import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code highestMin(seriesList, n=1)}, {@code lowestMax} and {@code lowestMin} of carbonapi. A list
 * shorter than n stays as it is. Of a series without values the largest is the least there is and
 * the smallest the greatest (recordings ca.047 and ca.048), where graphite-web ranks it lowest.
 */
final class CarbonapiRanking implements GraphiteFunction {
  private record Ranked(GraphiteSeries series, double rank) {}

  private final Signature signature;
  private final Aggregation aggregation;
  private final boolean highest;

  CarbonapiRanking(String name, Aggregation aggregation, boolean highest) {
    this.aggregation = aggregation;
    this.highest = highest;
    this.signature =
        Signature.of(
            name,
            "Filter Series",
            "Keeps the series that rank " + (highest ? "highest." : "lowest."),
            name + "(servers.*.load,5)",
            Parameter.seriesList("seriesList"),
            Parameter.whole("n").or(1));
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    int n = arguments.whole("n");
    if (list.size() < n) {
      return list;
    }
    Comparator<Ranked> ascending = Comparator.comparingDouble(Ranked::rank);
    return Slice.first(
        list.stream()
            .map(s -> new Ranked(s, rank(s)))
            .sorted(highest ? ascending.reversed() : ascending)
            .map(Ranked::series)
            .toList(),
        n);
  }

  private double rank(GraphiteSeries series) {
    double rank = aggregation.apply(series.values());
    double none =
        aggregation == Aggregation.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return Double.isNaN(rank) ? none : rank;
  }
}
