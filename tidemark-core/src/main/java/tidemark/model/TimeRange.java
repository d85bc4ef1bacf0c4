package tidemark.model;

/**
 * Half-open: {@code from <= t < until}. Milliseconds since the epoch, as everywhere in Tidemark.
 */
public record TimeRange(long from, long until) {
  /** Every time there is. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public boolean contains(long time) {
    return from <= time && time < until;
  }

  public boolean isEmpty() {
    return from >= until;
  }
}
