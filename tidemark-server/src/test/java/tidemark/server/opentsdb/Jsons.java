package tidemark.server.opentsdb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;

/** JSON values back as text. */
final class Jsons {
  private Jsons() {}

  static String write(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> new JsonOut().value(text).toString();
      case List<?> list ->
          list.stream().map(Jsons::write).collect(Collectors.joining(",", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> write(e.getKey()) + ":" + write(e.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case JsonIn.Numeral number -> number.text();
      default -> value.toString();
    };
  }
}
