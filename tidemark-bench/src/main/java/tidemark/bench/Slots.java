package tidemark.bench;

import tidemark.model.Points;
import tidemark.model.Series;

/** Points added up in an array of equal steps, as queries do it. */
final class Slots {
  private Slots() {}

  /**
   * Adds a series' values.
   *
   * @param sum the slot of a time is {@code (time - start) / step}
   * @param start ms since the epoch; no point lies before it
   * @param step ms
   */
  static void add(Series series, double[] sum, long start, long step) {
    switch (series.points()) {
      case Points.Regular(
              long first,
              long distance,
              double[] values,
              int from,
              int to,
              var integers) -> {
        int at = (int) ((first - start) / step);
        for (int i = from; i < to; i++) {
          sum[at + i - from] += values[i];
        }
      }
      case Points.Irregular(long[] timestamps, double[] values, int size, var integers) -> {
        for (int i = 0; i < size; i++) {
          sum[(int) ((timestamps[i] - start) / step)] += values[i];
        }
      }
    }
  }
}
