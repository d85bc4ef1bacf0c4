package tidemark.model;

/**
 * There are as many series as may be, or too many came new at once, so a series not met before was
 * refused: ours to lift by a larger limit, not the sender's error. Series already known go on being
 * taken. Doors count it and answer like an overloaded storage (503, a telnet error line).
 *
 * <p>It stands here because tidemark.storage, whose StorageException with reason LIMIT means the
 * same, imports this package and not the other way round. It carries no stack trace: while a limit
 * is reached, it may be thrown once for each point of an unknown series.
 */
public final class SeriesLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A refusal; the message names the limit and where it stands. */
  public SeriesLimitException(String message) {
    super(message, null, false, false);
  }
}
