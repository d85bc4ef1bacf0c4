package tidemark.query.graphite.function;

import tidemark.query.graphite.Aggregation;

/**
 * One value from each window of so many points: the inner loop of the moving functions.
 *
 * <p>Each window is added up anew, from left to right: a running sum would be faster for long
 * windows and differ from graphite-web in the last digits.
 */
final class SlidingWindow {
  /** Windows between two looks at the clock; one of them may have a million points. */
  private static final int CHECKED = 64;

  private SlidingWindow() {}

  /**
   * The windows that end with the values from index {@code points} on.
   *
   * @param xFilesFactor the part of a window that must be known; none known gives none
   * @param clock asked now and then whether there is time left
   */
  static double[] over(
      double[] values, int points, Aggregation aggregation, double xFilesFactor, Runnable clock) {
    double[] result = new double[Math.max(0, values.length - points)];
    double[] known = new double[Math.min(points, values.length)];
    for (int i = 0; i < result.length; i++) {
      if (i % CHECKED == 0) {
        clock.run();
      }
      result[i] =
          switch (aggregation) {
            case AVERAGE, SUM ->
                sum(values, i + 1, points, xFilesFactor, aggregation == Aggregation.AVERAGE);
            case AVG_ZERO, COUNT, DIFF, LAST, MAX, MEDIAN, MIN, MULTIPLY, RANGE, STDDEV ->
                any(values, i + 1, points, xFilesFactor, aggregation, known);
          };
    }
    return result;
  }

  private static double sum(
      double[] values, int from, int points, double xFilesFactor, boolean average) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < from + points; i++) {
      double value = values[i];
      boolean known = !Double.isNaN(value);
      sum += known ? value : 0;
      count += known ? 1 : 0;
    }
    if (count == 0 || !((double) count / points >= xFilesFactor)) {
      return Double.NaN;
    }
    return average ? sum / count : sum;
  }

  private static double any(
      double[] values,
      int from,
      int points,
      double xFilesFactor,
      Aggregation aggregation,
      double[] known) {
    int count = 0;
    for (int i = from; i < from + points; i++) {
      if (!Double.isNaN(values[i])) {
        known[count++] = values[i];
      }
    }
    boolean enough = count > 0 && (double) count / points >= xFilesFactor;
    return enough ? aggregation.apply(known, 0, count) : Double.NaN;
  }
}
