package tidemark.query.opentsdb;

import java.util.Arrays;

/**
 * A percentile by one of three estimates: the weighted rank (n+1)p that commons-math calls LEGACY,
 * and types 3 and 7 of Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996.
 *
 * <p>OpenTSDB 2.4.1 uses its types 3 and 7 only while all values are integers; among doubles, so
 * always after downsampling, {@code ep95r7} is {@code p95} (contracts/opentsdb.md 5.4, cases 323
 * and 827).
 *
 * @param p in percent, above 0 and at most 100
 */
record Percentile(double p, Estimate estimate) {
  enum Estimate {
    LEGACY,
    R3,
    R7
  }

  /** Cut to an integer. */
  long of(long[] values, int n) {
    double[] sorted = new double[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = values[i];
    }
    Arrays.sort(sorted);
    return (long) estimated(sorted, n, estimate);
  }

  double of(double[] values, int n) {
    int real = Folds.sortReal(values, n);
    return real == 0 ? Double.NaN : estimated(values, real, Estimate.LEGACY);
  }

  private double estimated(double[] sorted, int n, Estimate by) {
    if (n == 1) {
      return sorted[0];
    }
    return switch (by) {
      case LEGACY -> at(sorted, n, p / 100 * (n + 1));
      case R7 -> at(sorted, n, 1 + (n - 1) * (p / 100));
      case R3 -> sorted[rank(n) - 1];
    };
  }

  /** The value at a rank counted from 1, on the line between the two nearest when it is broken. */
  private static double at(double[] sorted, int n, double position) {
    if (position < 1) {
      return sorted[0];
    }
    if (position >= n) {
      return sorted[n - 1];
    }
    int below = (int) position;
    double lower = sorted[below - 1];
    return lower + (position - below) * (sorted[below] - lower);
  }

  /** The nearest rank, the even one of two. */
  private int rank(int n) {
    double quantile = p / 100;
    int nearest = quantile <= 0.5 / n ? 0 : (int) Math.rint(n * quantile);
    return Math.clamp(nearest, 1, n);
  }
}
