package tidemark.server.opentsdb;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.JsonOut;
import tidemark.storage.StorageException;

/**
 * From a request to its answer: versions in the path, trailing slashes, CORS, JSONP and the
 * envelope of errors (contracts/opentsdb.md 1 and 2). Free of any HTTP library. Thread-safe.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int MAX_VERSION = 1;

  private final OpenTsdbSettings settings;
  private final Endpoints endpoints;

  Dispatcher(OpenTsdbSettings settings, Endpoints endpoints) {
    this.settings = settings;
    this.endpoints = endpoints;
  }

  /** An error found while answering a query is said twice, as message and as details. */
  static ApiException twice(InvalidInputException e) {
    String message = String.valueOf(e.getMessage());
    Throwable cause = e.getCause();
    boolean json = message.equals("Unable to parse the given JSON");
    return new ApiException(
        400, message, json && cause != null ? String.valueOf(cause.getMessage()) : message);
  }

  /**
   * The answer to a request.
   *
   * @param origin the Origin header, or null
   */
  Answer answer(Call call, @Nullable String origin) {
    Map<String, String> cors = Map.of();
    if (origin != null && !settings.corsDomains().isEmpty()) {
      if (!allowed(origin)) {
        // Status and code 200, as OpenTSDB has it (case 173).
        return error(
            new ApiException(
                200,
                "CORS domain not allowed",
                "The domain [" + origin + "] is not permitted access"));
      }
      cors =
          Map.of(
              "Access-Control-Allow-Origin",
              origin,
              "Access-Control-Allow-Methods",
              "GET, POST, PUT, DELETE",
              "Access-Control-Allow-Headers",
              settings.corsHeaders());
    }
    Answer answer;
    if (call.is("OPTIONS")) {
      answer =
          cors.isEmpty()
              ? error(
                  new ApiException(
                      405, "Method not allowed", "The HTTP method [OPTIONS] is not permitted"))
              : new Answer(200, "", new byte[0], Map.of());
    } else {
      answer = guarded(call);
    }
    String jsonp = call.parameter("jsonp");
    if (jsonp != null && !jsonp.isEmpty() && answer.contentType().startsWith("application/json")) {
      answer = answer.jsonp(jsonp);
    }
    return answer.with(cors);
  }

  private boolean allowed(String origin) {
    return settings.corsDomains().stream()
        .anyMatch(domain -> domain.equals("*") || domain.equalsIgnoreCase(origin));
  }

  private Answer guarded(Call call) {
    try {
      return route(call);
    } catch (ApiException e) {
      return call.path().startsWith("/api") || !call.has("json") ? error(e) : oldError(e);
    } catch (InvalidInputException e) {
      String message = String.valueOf(e.getMessage());
      boolean json = message.equals("Unable to parse the given JSON");
      return error(json ? twice(e) : new ApiException(400, message));
    } catch (StorageException e) {
      LOG.warn("answering {} {}", call.method(), call.path(), e);
      int status =
          switch (e.reason()) {
            case LIMIT -> 413;
            case UNAVAILABLE, OVERLOADED, CLOSED -> 503;
            case CORRUPT -> 500;
          };
      return error(new ApiException(status, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.error("answering {} {}", call.method(), call.path(), e);
      return error(new ApiException(500, Objects.requireNonNullElse(e.getMessage(), e.toString())));
    }
  }

  private Answer route(Call call) {
    String serializer = call.parameter("serializer");
    if (serializer != null && !serializer.equals("json")) {
      throw new ApiException(
          400,
          "Requested serializer was not found",
          "Could not find a serializer with the name: " + serializer);
    }
    String path = trim(call.path());
    if (!path.equals("api") && !path.startsWith("api/")) {
      return endpoints.legacy(path).answer(call);
    }
    String below = path.equals("api") ? "" : path.substring("api/".length());
    int version = version(below);
    if (version > MAX_VERSION) {
      throw new ApiException(
          501,
          "Requested API version is greater than the max implemented",
          "API version [%d] is greater than the max [%d]".formatted(version, MAX_VERSION));
    }
    if (version > 0) {
      below = below.substring(Math.min(below.length(), below.indexOf('/') + 1));
    }
    return endpoints.api(below).answer(call.at("/api/" + below));
  }

  private static String trim(String path) {
    int from = 0;
    int to = path.length();
    while (from < to && path.charAt(from) == '/') {
      from++;
    }
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    return path.substring(from, to);
  }

  /** The number in {@code v1/query}; 0 if there is none. */
  private static int version(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    boolean isVersion =
        first.length() > 1
            && first.length() < 6
            && first.charAt(0) == 'v'
            && first.chars().skip(1).allMatch(Character::isDigit);
    return isVersion ? Integer.parseInt(first.substring(1)) : 0;
  }

  private Answer error(ApiException e) {
    var out = new JsonOut().beginObject().name("error").beginObject();
    out.name("code").value(e.status()).name("message").value(e.text());
    if (e.details() != null) {
      out.name("details").value(e.details());
    }
    if (settings.showStackTrace()) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      // Only missing endpoints come without (case 795).
      if (e.status() != 404 || e.details() != null || !e.text().equals("Endpoint not found")) {
        out.name("trace").value(trace.toString());
      }
    }
    return Answer.json(e.status(), out.endObject().endObject());
  }

  /** The older paths say it in one word. */
  private static Answer oldError(ApiException e) {
    var out = new JsonOut().beginObject().name("err").value(e.text()).endObject();
    return new Answer(e.status(), "application/json", out.toBytes(), Map.of());
  }
}
