package tidemark.server.opentsdb;

import org.jspecify.annotations.Nullable;

/**
 * An error answer of OpenTSDB's API on its way out: status, message and details are part of the
 * contract, so that the place which knows them says them. Never leaves {@link Dispatcher}.
 */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String text;
  private final @Nullable String details;

  ApiException(int status, String message, @Nullable String details) {
    super(message);
    this.status = status;
    this.text = message;
    this.details = details;
  }

  ApiException(int status, String message) {
    this(status, message, null);
  }

  /** A parameter that must be there is not; the markup is OpenTSDB's. */
  static ApiException missing(String parameter) {
    return new ApiException(400, "Missing parameter <code>" + parameter + "</code>");
  }

  /** Another method is wanted. */
  static ApiException method(String method) {
    return new ApiException(
        405,
        "Method not allowed",
        "The HTTP method [" + method + "] is not permitted for this endpoint");
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }

  @Nullable String details() {
    return details;
  }
}
