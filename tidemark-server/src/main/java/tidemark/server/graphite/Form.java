package tidemark.server.graphite;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.model.InvalidInputException;

/**
 * The parameters of a request: those of the query string, then those of a form body. Asked for one
 * value, the last wins, as in Django.
 */
final class Form {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Form() {}

  /** Reads the query string and, unless it is JSON, the body. */
  static Form of(ServerRequest request) {
    var form = new Form();
    form.add(request.prologue().query().rawValue());
    if (request.content().hasEntity() && !isJson(request)) {
      form.add(request.content().as(String.class));
    }
    return form;
  }

  private static boolean isJson(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.CONTENT_TYPE)
        .map(type -> type.startsWith("application/json"))
        .orElse(false);
  }

  private void add(String encoded) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!key.isEmpty()) {
        values
            .computeIfAbsent(key, k -> new ArrayList<>())
            .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // Grafana sends the query of /metrics/find without encoding it
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<String> one(String key) {
    return Optional.ofNullable(values.get(key)).map(List::getLast);
  }

  List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** The values of {@code key}, or those of {@code key[]} when there is none. */
  List<String> allOrBracketed(String key) {
    return has(key) ? all(key) : all(key + "[]");
  }

  /** The values of {@code key[NAME]} by name. */
  Map<String, String> map(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    values.forEach((name, list) -> {
      if (name.startsWith(key + "[") && name.endsWith("]")) {
        map.put(name.substring(key.length() + 1, name.length() - 1), list.getLast());
      }
    });
    return map;
  }

  /** The last value of each parameter. */
  Map<String, String> last() {
    Map<String, String> map = new LinkedHashMap<>();
    values.forEach((name, list) -> map.put(name, list.getLast()));
    return map;
  }

  /** A whole number; what Python says of anything else is the error. */
  int whole(String key, int standard) {
    Optional<String> text = one(key);
    if (text.isEmpty()) {
      return standard;
    }
    try {
      return Integer.parseInt(text.get().strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "invalid literal for int() with base 10: '" + text.get() + "'", e);
    }
  }

  /** The same, with the parameter named in the error. */
  int namedWhole(String key, int standard) {
    try {
      return whole(key, standard);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "Invalid int value '"
              + one(key).orElse("")
              + "' for param "
              + key
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
