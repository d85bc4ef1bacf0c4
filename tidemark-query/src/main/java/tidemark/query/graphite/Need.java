package tidemark.query.graphite;

/**
 * A range of time over which a series is wanted, in seconds: {@code from} exclusive, {@code until}
 * covered.
 */
public record Need(long from, long until) {
  /** The same end, an earlier start. */
  public Need earlier(long seconds) {
    return new Need(from - seconds, until);
  }

  /** Both ends moved, forward when positive. */
  public Need moved(long seconds) {
    return new Need(from + seconds, until + seconds);
  }

  /** How long it is, seconds; 0 where the end is before the beginning, which nothing can fill. */
  public long seconds() {
    return Math.max(0, until - from);
  }
}
