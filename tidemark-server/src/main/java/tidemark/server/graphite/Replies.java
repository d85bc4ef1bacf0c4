package tidemark.server.graphite;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Json;
import tidemark.storage.StorageException;

/** Answers and refusals as Graphite's clients read them. */
final class Replies {
  private Replies() {}

  /**
   * A handler whose refusals become one line of text: 400 for the asker's mistakes, 503 for ours.
   */
  static Handler text(Handler handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (InvalidInputException e) {
        send(response, 400, "text/plain; charset=utf-8", shown(e));
      } catch (StorageException e) {
        boolean limit = e.reason() == StorageException.Reason.LIMIT;
        send(
            response,
            limit ? 400 : 503,
            "text/plain; charset=utf-8",
            String.valueOf(e.getMessage()));
      }
    };
  }

  private static String shown(InvalidInputException e) {
    String message = String.valueOf(e.getMessage());
    boolean whole =
        message.startsWith("Invalid parameters (")
            || message.equals("Invalid value for 'format' parameter");
    return whole ? message : "Invalid parameters (" + message + ")";
  }

  /** The same, as the tag API says it: an object with the error. */
  static Handler json(Handler handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (InvalidInputException e) {
        send(response, 400, "application/json", error(e));
      } catch (StorageException e) {
        send(response, 503, "application/json", error(e));
      }
    };
  }

  private static String error(RuntimeException e) {
    return new Json(false)
        .open('{')
        .name("error")
        .text(String.valueOf(e.getMessage()))
        .close('}')
        .toString();
  }

  /** JSON, or a script that calls a function with it. */
  static void json(ServerResponse response, Optional<String> jsonp, String body) {
    if (jsonp.isPresent()) {
      send(response, 200, "text/javascript", jsonp.get() + "(" + body + ")");
    } else {
      send(response, 200, "application/json", body);
    }
  }

  /**
   * The same, written as it is made and never as a whole in memory. What may be refused is refused
   * before: an answer that has begun cannot become an error.
   *
   * @param pretty with line breaks
   */
  static void json(
      ServerResponse response, Optional<String> jsonp, boolean pretty, Consumer<Json> body) {
    stream(
        response,
        jsonp.isPresent() ? "text/javascript" : "application/json",
        out -> {
          if (jsonp.isPresent()) {
            out.write((jsonp.get() + '(').getBytes(StandardCharsets.UTF_8));
          }
          Json json = new Json(pretty, out);
          body.accept(json);
          json.flush();
          if (jsonp.isPresent()) {
            out.write(')');
          }
        });
  }

  /** Writes an answer piece by piece. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Sends an answer as it is written, and one that is short whole. If that fails the stream is not
   * ended.
   */
  static void stream(ServerResponse response, String type, Body body) {
    response.status(Status.OK_200).header(HeaderNames.CONTENT_TYPE, type);
    try {
      var out = new GatheredStream(response);
      body.writeTo(out);
      out.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void send(ServerResponse response, int status, String type, String body) {
    send(response, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  static void send(ServerResponse response, int status, String type, byte[] body) {
    response.status(Status.create(status)).header(HeaderNames.CONTENT_TYPE, type).send(body);
  }
}
