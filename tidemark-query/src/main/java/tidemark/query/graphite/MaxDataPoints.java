package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fewer points for a narrow picture: {@code maxDataPoints} (contracts/graphite.md 4). Groups start
 * at multiples of their length, so that they do not shimmer while time goes on.
 */
public final class MaxDataPoints {
  private MaxDataPoints() {}

  /** Every series with as few points as a picture of {@code max} columns needs. */
  public static List<GraphiteSeries> consolidate(List<GraphiteSeries> list, int max) {
    if (list.isEmpty() || max < 1) {
      return list;
    }
    long range =
        list.stream().mapToLong(GraphiteSeries::end).max().orElseThrow()
            - list.stream().mapToLong(GraphiteSeries::start).min().orElseThrow();
    List<GraphiteSeries> fewer = new ArrayList<>(list.size());
    for (GraphiteSeries series : list) {
      fewer.add(max == 1 ? whole(series) : one(series, range, max));
    }
    return fewer;
  }

  private static GraphiteSeries whole(GraphiteSeries series) {
    return series.size() == 0 ? series : Consolidation.consolidate(series, series.size());
  }

  private static GraphiteSeries one(GraphiteSeries series, long range, int max) {
    double points = (double) range / series.step();
    if (max >= points) {
      return series;
    }
    int width = (int) Math.ceil(points / max);
    int seconds = width * series.step();
    long nudge =
        seconds
            + Math.floorMod(series.start(), (long) series.step())
            - Math.floorMod(series.start(), (long) seconds);
    int dropped = Math.clamp(nudge / series.step() - 1, 0, series.size());
    double[] rest = Arrays.copyOfRange(series.values(), dropped, series.size());
    return Consolidation.consolidate(
        series.onGrid(series.start() + nudge, series.end(), series.step(), rest), width);
  }
}
