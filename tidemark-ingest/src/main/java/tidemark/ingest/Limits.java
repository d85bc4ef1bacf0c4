package tidemark.ingest;

import java.time.Duration;

/**
 * How much the doors take.
 *
 * @param maxLine longest line in bytes that is read whole; a longer one is skipped and counted
 * @param maxPickle longest pickle frame in bytes (PICKLE_RECEIVER_MAX_LENGTH, contracts/carbon.md
 *     5)
 * @param maxBody longest decompressed HTTP body in bytes
 * @param maxFuture how far ahead of the clock a timestamp may lie
 * @param maxTags most tags of a point over OpenTSDB's doors (tsd.storage.max_tags)
 * @param patience how long a sink that is overloaded is asked again before its points are dropped
 */
public record Limits(
    int maxLine, int maxPickle, long maxBody, Duration maxFuture, int maxTags, Duration patience) {
  /** What applies when nothing is configured. */
  public static final Limits DEFAULT =
      new Limits(1 << 19, 1 << 20, 64L << 20, Duration.ofDays(1), 8, Duration.ofSeconds(10));
}
