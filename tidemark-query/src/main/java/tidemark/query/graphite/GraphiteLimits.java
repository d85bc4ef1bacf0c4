package tidemark.query.graphite;

/**
 * What one request may cost.
 *
 * @param maxSeries how many series one path or tag expression may select ({@code query.max-series})
 * @param maxPoints how many values all of them may have ({@code query.max-points})
 */
public record GraphiteLimits(int maxSeries, long maxPoints) {
  /** Enough for a large dashboard, too little to use up the memory. */
  public static final GraphiteLimits DEFAULT = new GraphiteLimits(50_000, 50_000_000);
}
