package tidemark.retention;

import java.util.Optional;

/** How many points become one: whisper's aggregation methods (contracts/whisper.md, Layout). */
public enum Rollup {
  AVERAGE("average"),
  SUM("sum"),
  LAST("last"),
  MAX("max"),
  MIN("min"),
  AVG_ZERO("avg_zero"),
  ABSMAX("absmax"),
  ABSMIN("absmin");

  private final String word;

  Rollup(String word) {
    this.word = word;
  }

  /** The word used in storage-aggregation.conf. */
  public String word() {
    return word;
  }

  /**
   * The value that neighbours in one archive become in the next: whisper's propagation of one
   * interval (contracts/whisper.md, Propagation of one lower interval).
   *
   * @param values NaN where nothing is known
   * @param width how many of them, from index {@code from} on, become one
   * @param xFilesFactor the part that must be known; compared widened from its 32 bits
   * @return NaN when too few are known
   */
  public double join(double[] values, int from, int width, float xFilesFactor) {
    int known = 0;
    double sum = 0;
    double last = Double.NaN;
    double max = Double.NEGATIVE_INFINITY;
    double min = Double.POSITIVE_INFINITY;
    double largest = Double.NaN;
    double smallest = Double.NaN;
    for (int i = from; i < from + width; i++) {
      double value = values[i];
      if (Double.isNaN(value)) {
        continue;
      }
      known++;
      sum += value;
      last = value;
      max = Math.max(max, value);
      min = Math.min(min, value);
      largest = Math.abs(value) > Math.abs(largest) || known == 1 ? value : largest;
      smallest = Math.abs(value) < Math.abs(smallest) || known == 1 ? value : smallest;
    }
    if (known == 0 || (double) known / width < xFilesFactor) {
      return Double.NaN;
    }
    return switch (this) {
      case AVERAGE -> sum / known;
      case SUM -> sum;
      case LAST -> last;
      case MAX -> max;
      case MIN -> min;
      case AVG_ZERO -> sum / width;
      case ABSMAX -> largest;
      case ABSMIN -> smallest;
    };
  }

  /** The method of a word, if there is one; {@code avg} is {@code average}. */
  public static Optional<Rollup> of(String word) {
    for (Rollup rollup : values()) {
      if (rollup.word.equals(word) || (rollup == AVERAGE && word.equals("avg"))) {
        return Optional.of(rollup);
      }
    }
    return Optional.empty();
  }
}
