package tidemark.query.graphite.function;

import java.util.Arrays;

/**
 * The two-sample test of Kolmogorov and Smirnov: how likely it is that two samples of one
 * distribution lie as far apart as these, by the asymptotic series.
 */
final class KolmogorovSmirnov {
  /** Terms of the series; they vanish long before. */
  private static final int TERMS = 100;

  private KolmogorovSmirnov() {}

  /** Between 0 and 1 over an index range; unknown when a value is. */
  static double of(double[] a, double[] b, int from, int to) {
    double[] x = Arrays.copyOfRange(a, from, to);
    double[] y = Arrays.copyOfRange(b, from, to);
    Arrays.sort(x); // a value that is not known sorts last
    Arrays.sort(y);
    if (Double.isNaN(x[x.length - 1]) || Double.isNaN(y[y.length - 1])) {
      return Double.NaN;
    }
    double distance = distance(x, y);
    double lambda = Math.sqrt(x.length / 2.0) * distance;
    if (lambda == 0) {
      return 1;
    }
    double sum = 0;
    for (int j = 1; j <= TERMS; j++) {
      sum += (j % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * j * j * lambda * lambda);
    }
    return Math.clamp(sum, 0, 1);
  }

  /** The largest distance of the two cumulative distributions. */
  private static double distance(double[] x, double[] y) {
    int i = 0;
    int j = 0;
    int largest = 0;
    while (i < x.length && j < y.length) {
      double value = Math.min(x[i], y[j]);
      while (i < x.length && x[i] <= value) {
        i++;
      }
      while (j < y.length && y[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs(i - j));
    }
    return (double) largest / x.length;
  }
}
