package tidemark.retention;

/**
 * One resolution at which a series is kept.
 *
 * @param stepSeconds seconds between points, at least 1
 * @param points how many of them are kept, at least 1
 */
public record Archive(int stepSeconds, int points) {
  /** How far back this archive reaches, in seconds. */
  public long retentionSeconds() {
    return (long) stepSeconds * points;
  }
}
