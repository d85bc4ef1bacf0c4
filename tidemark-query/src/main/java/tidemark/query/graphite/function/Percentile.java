package tidemark.query.graphite.function;

import java.util.Arrays;

/** Percentiles as graphite-web takes them (contracts/graphite.md 6.9). */
final class Percentile {
  private Percentile() {}

  /** The value below which {@code n} of a hundred lie, NaN when no value is known. */
  static double of(double[] values, double n, boolean interpolate) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = n / 100 * (sorted.length + 1);
    int whole = (int) (interpolate ? Math.floor(rank) : Math.ceil(rank));
    int index = Math.clamp(whole - 1, 0, sorted.length - 1);
    if (!interpolate || whole < 1 || whole >= sorted.length) {
      return sorted[index];
    }
    return sorted[index] + (rank - whole) * (sorted[index + 1] - sorted[index]);
  }
}
