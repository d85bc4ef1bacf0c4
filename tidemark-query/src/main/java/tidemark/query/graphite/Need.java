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
}
