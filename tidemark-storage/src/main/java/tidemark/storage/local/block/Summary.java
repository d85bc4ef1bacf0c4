package tidemark.storage.local.block;

/**
 * What is known of some neighbouring points of an entry, none of which is NaN: as much as coarse
 * questions need. Filled again and again by {@link SummaryReader}. One thread.
 */
public final class Summary {
  private long from;
  private long through;
  private int count;
  private double first;
  private double last;
  private double min;
  private double max;
  private double sum;

  void span(long start, long end, int points) {
    from = start;
    through = end;
    count = points;
  }

  void values(double firstValue, double lastValue, double least, double greatest, double total) {
    first = firstValue;
    last = lastValue;
    min = least;
    max = greatest;
    sum = total;
  }

  /** No point is before this time, ms. */
  public long from() {
    return from;
  }

  /** No point is after this time, ms. */
  public long through() {
    return through;
  }

  /** How many points, 1 or more. */
  public int count() {
    return count;
  }

  public double first() {
    return first;
  }

  public double last() {
    return last;
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  /**
   * Of decimals the exact sum, rounded once; it may differ from adding them up in its last bits.
   */
  public double sum() {
    return sum;
  }
}
