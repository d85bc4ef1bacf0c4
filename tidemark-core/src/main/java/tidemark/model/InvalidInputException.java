package tidemark.model;

/**
 * Somebody sent something that cannot be understood: their fault, answered with a 400, a telnet
 * error line or a counter. The message says what was attempted and quotes the input.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An error that quotes its input. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** An error found by a library, whose own words are kept as the cause. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
