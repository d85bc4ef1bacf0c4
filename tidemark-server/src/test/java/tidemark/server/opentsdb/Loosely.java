package tidemark.server.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.JsonIn;

/**
 * Compares answers as golden/opentsdb/README.md asks: volatile fields by their presence, order of
 * keys ignored, integers and floats told apart.
 */
final class Loosely {
  /** Fields whose value nobody can repeat. */
  private static final Set<String> VOLATILE =
      Set.of(
          "details",
          "err",
          "trace",
          "time",
          "created",
          "lastReceived",
          "stats",
          "description",
          "examples");

  private Loosely() {}

  /** Versions and statistics by their first words, everything else as it is. */
  static boolean telnet(String want, String got) {
    String a = want.replaceAll("(?s)net\\.opentsdb\\.tools .*?\nBuilt on .*?\n(\n)?", "VERSION\n");
    String b = got.replaceAll("(?s)net\\.opentsdb\\.tools .*?\nBuilt on .*?\n(\n)?", "VERSION\n");
    if (a.startsWith("tsd.")) {
      return b.matches("(?s)\\S+ \\d+ \\S+ .*");
    }
    return a.stripTrailing().equals(b.stripTrailing());
  }

  /** What differs, or nothing. */
  static String http(String path, Map<String, @Nullable Object> want, RawHttp.Reply got) {
    String body = Objects.requireNonNullElse(JsonIn.text(want.get("body")), "");
    String difference = difference(path, body, want, got);
    return difference.isEmpty()
        ? ""
        : difference
            + "\n  want "
            + want.get("status")
            + " "
            + body
            + "\n  got  "
            + got.status()
            + " "
            + got.text();
  }

  private static String difference(
      String path, String body, Map<String, @Nullable Object> want, RawHttp.Reply got) {
    if (!String.valueOf(want.get("status")).equals(Integer.toString(got.status()))) {
      return "status";
    }
    Map<String, @Nullable Object> headers =
        want.get("headers") == null ? Map.of() : JsonIn.object(want.get("headers"));
    for (String name :
        List.of(
            "Content-Type",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers")) {
      Object value = headers.get(name);
      if (value != null && !value.equals(got.headers().get(name.toLowerCase(Locale.ROOT)))) {
        return name;
      }
    }
    String type = String.valueOf(headers.get("Content-Type"));
    if (type.startsWith("text/html") || body.startsWith("(an HTML")) {
      return "";
    }
    String mine = got.text();
    if (path.startsWith("/version") && type.startsWith("text")) {
      return mine.startsWith("net.opentsdb.tools ") ? "" : "body";
    }
    if (path.startsWith("/stats") && type.startsWith("text")) {
      return mine.matches("(?s)\\S+ \\d+ \\S+ .*") ? "" : "body";
    }
    if (body.isEmpty() || type.startsWith("text")) {
      return body.equals(mine) ? "" : "body";
    }
    String a = unwrapped(body);
    String b = unwrapped(mine);
    if (a.equals(body) != b.equals(mine)) {
      return "jsonp";
    }
    Object x;
    Object y;
    try {
      x = JsonIn.read(a.getBytes(UTF_8));
      y = JsonIn.read(b.getBytes(UTF_8));
    } catch (InvalidInputException e) {
      return "no JSON: " + e.getCause();
    }
    if (path.matches("(/api(/v1)?)?/version.*")
        && x instanceof Map<?, ?> m
        && m.containsKey("repo")) {
      return y instanceof Map<?, ?> n && n.keySet().equals(m.keySet()) ? "" : "body";
    }
    if (path.matches("(/api)?/stats(/query)?(\\?.*)?") || path.equals("/api/config")) {
      return sameShape(x, y) ? "" : "body";
    }
    if (path.endsWith("/aggregators")) {
      return x instanceof List<?> l
              && y instanceof List<?> k
              && new HashSet<>(l).equals(new HashSet<>(k))
          ? ""
          : "body";
    }
    return alike(x, y) ? "" : "body";
  }

  private static String unwrapped(String body) {
    return body.startsWith("cb(") ? body.substring(3, body.length() - 1) : body;
  }

  /** A list of statistics, or settings: text for text. */
  private static boolean sameShape(@Nullable Object a, @Nullable Object b) {
    if (a instanceof List<?> x && b instanceof List<?> y) {
      Object first = x.getFirst();
      return !y.isEmpty()
          && (first instanceof Map<?, ?> m
              ? y.getFirst() instanceof Map<?, ?> n && m.keySet().equals(n.keySet())
              : y.getFirst() instanceof String);
    }
    return a instanceof Map<?, ?> m
        && b instanceof Map<?, ?> n
        && !n.isEmpty()
        && (!m.containsKey("completed") || sameShape(m.get("completed"), n.get("completed")));
  }

  static boolean alike(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Map<?, ?> m && b instanceof Map<?, ?> n) {
      return m.size() == n.size()
          && m.keySet().stream()
              .allMatch(k ->
                  n.containsKey(k)
                      && (VOLATILE.contains(k) && text(m.get(k)) || alike(m.get(k), n.get(k))));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!alike(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof JsonIn.Numeral x && b instanceof JsonIn.Numeral y) {
      return x.equals(y) || !whole(x) && !whole(y) && near(x.text(), y.text());
    }
    return masked(a).equals(masked(b));
  }

  private static boolean text(@Nullable Object value) {
    return !(value instanceof List<?>);
  }

  /** The recording's own present, in ms, inside texts. */
  private static String masked(Object value) {
    return value.toString().replaceAll("17954\\d{8}", "NOW");
  }

  private static boolean whole(JsonIn.Numeral number) {
    return number.text().matches("-?\\d+");
  }

  private static boolean near(String a, String b) {
    double x = Double.parseDouble(a);
    double y = Double.parseDouble(b);
    return Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y));
  }
}
