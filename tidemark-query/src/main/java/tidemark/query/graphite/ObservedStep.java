package tidemark.query.graphite;

import java.util.Arrays;
import tidemark.model.Points;

/**
 * The step of a series for which no retention is configured: the most frequent distance among its
 * last points at or before the end of the range, in whole seconds. It depends on stored points
 * only, so that neither restarts nor merges can change an answer (docs/decisions, time and ranges).
 */
final class ObservedStep {
  /** How many points are looked at. */
  static final int POINTS = 64;

  /** For a series with fewer than two points. */
  private static final int DEFAULT = 60;

  private ObservedStep() {}

  /**
   * Seconds, at least 1; a tie goes to the smaller.
   *
   * @param points those at or before the end of the range; only the last {@link #POINTS} count
   */
  static int of(Points points) {
    return of(points, points.size());
  }

  /**
   * The same of the first points only.
   *
   * @param size how many are at or before the end of the range
   */
  static int of(Points points, int size) {
    int first = Math.max(0, size - POINTS);
    if (size - first < 2) {
      return DEFAULT;
    }
    long[] distances = new long[size - first - 1];
    boolean same = true;
    for (int i = 0; i < distances.length; i++) {
      long apart = points.timestamp(first + i + 1) - points.timestamp(first + i);
      distances[i] = Math.clamp(Math.round(apart / 1000.0), 1, Integer.MAX_VALUE);
      same &= distances[i] == distances[0];
    }
    if (same) {
      return (int) distances[0];
    }
    Arrays.sort(distances);
    long best = distances[0];
    int bestCount = 0;
    int count = 0;
    for (int i = 0; i < distances.length; i++) {
      count = i > 0 && distances[i] == distances[i - 1] ? count + 1 : 1;
      if (count > bestCount) {
        bestCount = count;
        best = distances[i];
      }
    }
    return (int) best;
  }
}
