package tidemark.relay.language;

/** The release whose behaviour is followed where the two differ (contracts/relay.md 12). */
public enum Dialect {
  /** The newest release. */
  V3_9,

  /**
   * What Debian 12 ships: no {@code \g{1}}, no {@code stop} on an aggregate or on statistics
   * without {@code send to}, no compression, no mutual TLS, and an aggregate without capture groups
   * writes its template alone instead of replacing the matched part of the name.
   */
  V3_7_3
}
