package tidemark.server.opentsdb;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, free of any HTTP library.
 *
 * @param method in upper case
 * @param path decoded, without the query string
 * @param parameters in the order of the query string; a name without value has an empty one
 * @param body decompressed
 * @param turn the request as a query
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, compared by nobody
record Call(
    String method, String path, Map<String, List<String>> parameters, byte[] body, Turn turn) {

  /** The parameters of a query string as sent; what cannot be decoded stays as it is. */
  static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", 0)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  boolean is(String other) {
    return method.equals(other);
  }

  /**
   * Refuses other methods.
   *
   * @throws ApiException 405
   */
  void only(String... methods) {
    for (String allowed : methods) {
      if (is(allowed)) {
        return;
      }
    }
    throw ApiException.method(method);
  }

  /** Whether a parameter is there, with any value: OpenTSDB's flags count by presence. */
  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  /** The first value of a parameter, or null. */
  @Nullable String parameter(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.getFirst();
  }

  /** Every value of a parameter. */
  List<String> all(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /**
   * The value of a parameter that must be there.
   *
   * @throws ApiException 400
   */
  String required(String name) {
    String value = parameter(name);
    if (value == null || value.isEmpty()) {
      throw ApiException.missing(name);
    }
    return value;
  }

  /** What it asks, for who looks at a list of requests. */
  String describe() {
    String asked =
        body.length > 0
            ? new String(body, StandardCharsets.UTF_8)
            : String.join("; ", parameters.getOrDefault("m", List.of()));
    return path + " " + asked;
  }

  /** The same with another method, where an endpoint honours {@code method_override}. */
  Call overridden() {
    String override = parameter("method_override");
    return is("GET") && override != null && !override.isEmpty()
        ? new Call(override.toUpperCase(Locale.ROOT), path, parameters, body, turn)
        : this;
  }

  /** The same under another path. */
  Call at(String other) {
    return new Call(method, other, parameters, body, turn);
  }
}
