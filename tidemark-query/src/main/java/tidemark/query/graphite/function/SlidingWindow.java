package tidemark.query.graphite.function;

import java.util.Arrays;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Reduction;

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
      double[] values, int points, Reduction reduction, double xFilesFactor, Runnable clock) {
    if (reduction.equals(Aggregation.MEDIAN) && points > 0) {
      return medians(values, points, xFilesFactor, clock);
    }
    double[] result = new double[Math.max(0, values.length - points)];
    double[] known = new double[Math.min(points, values.length)];
    for (int i = 0; i < result.length; i++) {
      if (i % CHECKED == 0) {
        clock.run();
      }
      boolean average = reduction.equals(Aggregation.AVERAGE);
      result[i] =
          average || reduction.equals(Aggregation.SUM)
              ? sum(values, i + 1, points, xFilesFactor, average)
              : any(values, i + 1, points, xFilesFactor, reduction, known);
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
      Reduction reduction,
      double[] known) {
    int count = 0;
    for (int i = from; i < from + points; i++) {
      if (!Double.isNaN(values[i])) {
        known[count++] = values[i];
      }
    }
    boolean enough = count > 0 && (double) count / points >= xFilesFactor;
    return enough ? reduction.apply(known, 0, count) : Double.NaN;
  }

  /** The window is kept in order: one value goes and one comes, instead of a sort each time. */
  private static double[] medians(
      double[] values, int points, double xFilesFactor, Runnable clock) {
    double[] result = new double[Math.max(0, values.length - points)];
    double[] sorted = new double[Math.min(points, values.length)];
    int count = 0;
    for (int i = 1; i < points && result.length > 0; i++) {
      count = insert(sorted, count, values[i]);
    }
    for (int i = 0; i < result.length; i++) {
      if (i % CHECKED == 0) {
        clock.run();
      }
      count = i == 0 ? count : remove(sorted, count, values[i]);
      count = insert(sorted, count, values[i + points]);
      boolean enough = count > 0 && (double) count / points >= xFilesFactor;
      result[i] =
          !enough
              ? Double.NaN
              : count % 2 == 1
                  ? sorted[count / 2]
                  : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
    }
    return result;
  }

  private static int insert(double[] sorted, int count, double value) {
    if (Double.isNaN(value)) {
      return count;
    }
    int found = Arrays.binarySearch(sorted, 0, count, value);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(sorted, at, sorted, at + 1, count - at);
    sorted[at] = value;
    return count + 1;
  }

  private static int remove(double[] sorted, int count, double value) {
    if (Double.isNaN(value)) {
      return count;
    }
    int at = Arrays.binarySearch(sorted, 0, count, value);
    System.arraycopy(sorted, at + 1, sorted, at, count - at - 1);
    return count - 1;
  }
}
