package tidemark.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tidemark.config.Size;

/** What the server itself answers when a request never gets to a service, as one plain sentence. */
final class ErrorText {
  private ErrorText() {}

  static HttpException tooLarge(Size limit) {
    return new HttpException(tooLargeText(limit), Status.REQUEST_ENTITY_TOO_LARGE_413, false);
  }

  private static String tooLargeText(Size limit) {
    return "The request body is longer than limits.max-body (" + limit + ").";
  }

  static HttpException badRequest(String text, Throwable cause) {
    return new HttpException(text, Status.BAD_REQUEST_400, cause, false);
  }

  /** Helidon's own refusals (a bad request line, a body too large) in our words. */
  static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, ErrorText::answer);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse answer(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
        .entity((text(status, message) + '\n').getBytes(StandardCharsets.UTF_8))
        .keepAlive(type.keepAlive())
        .build();
  }

  private static String text(Status status, @Nullable String message) {
    if (status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
        && (message == null || !message.contains("limits."))) {
      return "The request body is longer than limits.max-body.";
    }
    return message == null || message.isEmpty() ? status.reasonPhrase() : message;
  }
}
