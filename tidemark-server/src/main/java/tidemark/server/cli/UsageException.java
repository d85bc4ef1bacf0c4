package tidemark.server.cli;

/**
 * The command line is not one of ours. Answered with the message, a pointer to {@code help} and
 * exit status 2.
 */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
