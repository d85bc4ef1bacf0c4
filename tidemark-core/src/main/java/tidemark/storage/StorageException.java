package tidemark.storage;

/**
 * The storage, or what lies behind it, could not do its part: ours, not the sender's. The cause is
 * kept unwrapped and its message repeated, so that operators can search for the words they see.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of trouble, for those who answer: 503, 413, or a batch kept for later. */
  public enum Reason {
    UNAVAILABLE,
    OVERLOADED,
    CORRUPT,
    LIMIT,
    CLOSED
  }

  private final Reason reason;

  /** Trouble found by ourselves. */
  public StorageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Trouble met in a file or a back end. */
  public StorageException(Reason reason, String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
