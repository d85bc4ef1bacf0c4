package tidemark.query.graphite;

import java.util.Optional;

/** How some values, of which NaN is unknown, become one. */
public sealed interface Reduction permits Aggregation, PercentileReduction {
  /** The result over the values from an index to before another. */
  double apply(double[] values, int from, int to);

  /** The result over a whole column. */
  default double apply(double[] values) {
    return apply(values, 0, values.length);
  }

  /** The reduction of a word: an {@link Aggregation}, or a percentile as {@code p99.9}. */
  static Optional<Reduction> of(String word) {
    return Aggregation.of(word).<Reduction>map(a -> a).or(() -> PercentileReduction.of(word));
  }
}
