package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * {@code metric{key=value,...}} where it stands for series and not for filters. Either side of a
 * pair may be {@code *}, and keys may repeat (contracts/grafana.md 1.6).
 *
 * @param metric may be empty
 */
record MetricTags(String metric, List<Pair> tags) {
  record Pair(String key, String value) {}

  static MetricTags parse(String text) {
    int open = text.indexOf('{');
    if (open < 0) {
      return new MetricTags(text, List.of());
    }
    if (!text.endsWith("}")) {
      throw new InvalidInputException("Missing '}' at the end of: " + text);
    }
    List<Pair> tags = new ArrayList<>();
    for (String pair : text.substring(open + 1, text.length() - 1).split(",", 0)) {
      if (!pair.isBlank()) {
        int equals = pair.indexOf('=');
        if (equals < 1 || equals == pair.length() - 1) {
          throw new InvalidInputException("invalid tag: " + pair);
        }
        tags.add(new Pair(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim()));
      }
    }
    return new MetricTags(text.substring(0, open), List.copyOf(tags));
  }
}
