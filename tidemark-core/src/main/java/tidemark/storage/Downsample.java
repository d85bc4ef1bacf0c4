package tidemark.storage;

/**
 * A wish for one point per bucket instead of all points, for an engine that keeps summaries. Bucket
 * k holds {@code offset + k width <= t < offset + (k + 1) width}, and of those in the fetch's range
 * only.
 *
 * @param width of a bucket in ms, 1 or more
 * @param offset of a bucket's start in ms; 0: multiples of the width since the epoch
 */
public record Downsample(long width, long offset, Function function) {
  /**
   * What becomes of a bucket's points. All but {@link #FIRST} and {@link #LAST} pass over NaN, and
   * of nothing but NaN make NaN, {@link #COUNT} 0. An integer counts as the double next to it.
   */
  public enum Function {
    /** The sum over the count. */
    AVERAGE,
    COUNT,
    /** NaN if the first point is. */
    FIRST,
    /** NaN if the last point is. */
    LAST,
    MAX,
    MIN,
    /**
     * Added up in order, or taken from summaries, which are more exact: the last bits may differ.
     */
    SUM
  }

  public Downsample {
    if (width < 1) {
      throw new IllegalArgumentException("buckets of " + width + " ms");
    }
  }

  /** The start of the bucket that holds a time. */
  public long bucket(long time) {
    return time - Math.floorMod(time - offset, width);
  }
}
