package tidemark.ingest.graphite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesSyntax;
import tidemark.model.Tags;

/**
 * How Graphite spells a series: a path, {@code name;tag=value;...} or {@code name{tag="value",...}}
 * (contracts/carbon.md 4). A repeated tag takes its last value, a tag called {@code name} is
 * dropped since the name is what it would be, and leading {@code ~} of the name are removed.
 *
 * <p>Where carbon stores a badly tagged name as it was sent and logs, it is refused here: such a
 * text would not be the identity of any series.
 */
public final class GraphiteSyntax implements SeriesSyntax {
  /** It has no state, so there is one. */
  public static final GraphiteSyntax INSTANCE = new GraphiteSyntax();

  private GraphiteSyntax() {}

  @Override
  public SeriesKey parse(byte[] buffer, int offset, int length) {
    return parse(Utf8.decode(buffer, offset, length));
  }

  /**
   * The series of a text.
   *
   * @throws InvalidInputException saying which part is wrong
   */
  public SeriesKey parse(String text) {
    int brace = text.indexOf('{');
    if (brace >= 0 && text.endsWith("\"}")) {
      return openMetrics(text, brace);
    }
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return SeriesKey.of(name(text));
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : text.substring(semicolon + 1).split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new InvalidInputException("tag '" + pair + "' without '='");
      }
      put(tags, pair.substring(0, equals), pair.substring(equals + 1));
    }
    return key(text.substring(0, semicolon), tags);
  }

  /** {@code name{tag="value",tag2="v2"}} with {@code \"} and {@code \\} as escapes. */
  private static SeriesKey openMetrics(String text, int brace) {
    Map<String, String> tags = new LinkedHashMap<>();
    int end = text.length() - 1;
    int i = brace + 1;
    while (i < end) {
      int equals = text.indexOf("=\"", i);
      if (equals < 0) {
        throw new InvalidInputException("tag '" + text.substring(i, end) + "' without '=\"'");
      }
      var value = new StringBuilder();
      int closing = unescape(text, equals + 2, end, value);
      put(tags, text.substring(i, equals), value.toString());
      i = closing + 1;
      if (i < end && text.charAt(i++) != ',') {
        throw new InvalidInputException(
            "no ',' after tag '" + text.substring(0, closing + 1) + "'");
      }
    }
    return key(text.substring(0, brace), tags);
  }

  private static int unescape(String text, int from, int end, StringBuilder out) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\' && i + 1 < end && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
        c = text.charAt(++i);
      }
      out.append(c);
    }
    throw new InvalidInputException("tag value without closing quote in '" + text + "'");
  }

  private static void put(Map<String, String> tags, String key, String value) {
    if (key.isEmpty() || value.isEmpty()) {
      throw new InvalidInputException("tag '" + key + "=" + value + "' with an empty key or value");
    }
    for (int i = 0; i < key.length(); i++) {
      if ("!^=".indexOf(key.charAt(i)) >= 0) {
        throw new InvalidInputException("character '" + key.charAt(i) + "' in tag '" + key + "'");
      }
    }
    if (value.startsWith("~")) {
      throw new InvalidInputException("value '" + value + "' of tag '" + key + "' starts with '~'");
    }
    if (!key.equals("name")) {
      tags.put(key, value);
    }
  }

  private static SeriesKey key(String name, Map<String, String> tags) {
    List<String> flat = new ArrayList<>(2 * tags.size());
    tags.forEach((key, value) -> {
      flat.add(key);
      flat.add(value);
    });
    return SeriesKey.of(name(name), Tags.of(flat));
  }

  private static String name(String name) {
    int i = 0;
    while (i < name.length() && name.charAt(i) == '~') {
      i++;
    }
    if (i == name.length()) {
      throw new InvalidInputException("empty series name '" + name + "'");
    }
    return name.substring(i);
  }
}
