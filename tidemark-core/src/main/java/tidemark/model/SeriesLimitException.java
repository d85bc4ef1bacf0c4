package tidemark.model;

/**
 * The {@link SeriesTable} holds as many series as it may, so a series not met before was refused:
 * ours to lift by a larger limit, not the sender's error. Series already known go on being taken.
 * Doors count it and answer like an overloaded storage (503, a telnet error line).
 *
 * <p>It stands here because tidemark.storage, whose StorageException with reason LIMIT means the
 * same, imports this package and not the other way round. It carries no stack trace: while the
 * table is full, it may be thrown once for each point of an unknown series.
 */
public final class SeriesLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SeriesLimitException(int maxSeries) {
    super(
        "series limit reached: " + maxSeries + " series are in use and a new one was refused",
        null,
        false,
        false);
  }
}
