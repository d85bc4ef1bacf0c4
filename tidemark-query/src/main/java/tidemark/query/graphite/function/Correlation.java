package tidemark.query.graphite.function;

/** Pearson's correlation of the values that two columns both know. */
final class Correlation {
  private Correlation() {}

  /**
   * Between -1 and 1 over an index range; unknown for fewer than two pairs or a constant column.
   */
  static double of(double[] a, double[] b, int from, int to) {
    int count = 0;
    double sumA = 0;
    double sumB = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(a[i] + b[i])) {
        count++;
        sumA += a[i];
        sumB += b[i];
      }
    }
    double meanA = sumA / count;
    double meanB = sumB / count;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(a[i] + b[i])) {
        squaresA += (a[i] - meanA) * (a[i] - meanA);
        squaresB += (b[i] - meanB) * (b[i] - meanB);
        products += (a[i] - meanA) * (b[i] - meanB);
      }
    }
    return count < 2 || squaresA == 0 || squaresB == 0
        ? Double.NaN
        : products / Math.sqrt(squaresA * squaresB);
  }
}
