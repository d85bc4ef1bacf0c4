package tidemark.query.graphite.function;

import java.util.Arrays;

/** Percentiles as graphite-web takes them (contracts/graphite.md 6.9). */
final class Percentile {
  private Percentile() {}

  /**
   * The value below which {@code n} of a hundred lie, NaN when no value is known. A negative rank
   * counts from the largest value down, as Python's indexes do; one beyond the values, where
   * graphite-web fails, is the nearest.
   */
  static double of(double[] values, double n, boolean interpolate) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = rank(n, sorted.length);
    int whole = (int) (interpolate ? Math.floor(rank) : Math.ceil(rank));
    int index = Math.clamp(index(whole, sorted.length), 0, sorted.length - 1);
    if (!interpolate || whole < 1 || whole >= sorted.length) {
      return sorted[index];
    }
    return sorted[index] + (rank - whole) * (sorted[index + 1] - sorted[index]);
  }

  /** Whether that many known values have a value of this rank, without any interpolation. */
  static boolean has(int known, double n) {
    int index = index((int) Math.ceil(rank(n, known)), known);
    return index >= 0 && index < known;
  }

  private static double rank(double n, int known) {
    return n / 100 * (known + 1);
  }

  /** Where a rank stands in the sorted values; the one after the last is the last. */
  private static int index(int rank, int known) {
    if (rank == 0) {
      return 0;
    }
    if (rank == known + 1) {
      return known - 1;
    }
    return rank > 0 ? rank - 1 : rank - 1 + known;
  }
}
