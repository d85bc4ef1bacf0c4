package tidemark.query.graphite.function;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import tidemark.query.graphite.GraphiteSeries;

/** Stable sorting of series by a number; an unknown one is below all others. */
final class Sorting {
  private Sorting() {}

  static List<GraphiteSeries> by(
      List<GraphiteSeries> list, Function<GraphiteSeries, Double> rank, boolean descending) {
    record Ranked(GraphiteSeries series, double rank) {}
    Comparator<Ranked> ascending =
        (a, b) -> Double.compare(lowWhenUnknown(a.rank()), lowWhenUnknown(b.rank()));
    return list.stream()
        .map(s -> new Ranked(s, rank.apply(s)))
        .sorted(descending ? ascending.reversed() : ascending)
        .map(Ranked::series)
        .toList();
  }

  private static double lowWhenUnknown(double rank) {
    return Double.isNaN(rank) ? Double.NEGATIVE_INFINITY : rank;
  }
}
