package tidemark.query.graphite;

import java.util.Locale;
import java.util.Optional;

/**
 * How several values of one series become one, for display or for a common step
 * (contracts/graphite.md 4).
 */
public enum Consolidation {
  AVERAGE,
  SUM,
  MIN,
  MAX,
  FIRST,
  LAST,
  AVG_ZERO;

  /** The consolidation of a word; {@code avg} is {@code average}. */
  public static Optional<Consolidation> of(String word) {
    String name = word.equals("avg") ? "average" : word;
    for (Consolidation consolidation : values()) {
      if (consolidation.word().equals(name)) {
        return Optional.of(consolidation);
      }
    }
    return Optional.empty();
  }

  /** The word used in consolidateBy. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * One value of those from an index to before another, NaN when too few are known.
   *
   * @param width how many there would be in a full group: a short last group is still divided by it
   */
  double apply(double[] values, int from, int to, int width, double xFilesFactor) {
    int known = 0;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double first = Double.NaN;
    double last = Double.NaN;
    for (int i = from; i < to; i++) {
      double value = values[i];
      if (Double.isNaN(value)) {
        continue;
      }
      first = known++ == 0 ? value : first;
      last = value;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (known == 0 || !((double) known / width >= xFilesFactor)) { // NaN wants what no bucket has
      return Double.NaN;
    }
    return switch (this) {
      case AVERAGE -> sum / known;
      case SUM -> sum;
      case MIN -> min;
      case MAX -> max;
      case FIRST -> first;
      case LAST -> last;
      case AVG_ZERO -> sum / (to - from);
    };
  }

  /** A series with groups of {@code width} values joined, from its own first value on. */
  public static GraphiteSeries consolidate(GraphiteSeries series, int width) {
    if (width == 1) {
      return series;
    }
    double[] values = series.values();
    double[] joined = new double[(values.length + width - 1) / width];
    for (int i = 0; i < joined.length; i++) {
      int from = i * width;
      joined[i] =
          series
              .consolidation()
              .apply(
                  values,
                  from,
                  Math.min(from + width, values.length),
                  width,
                  series.xFilesFactor());
    }
    return series.onGrid(series.start(), series.end(), series.step() * width, joined);
  }
}
