package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * {@code metric{filters that group}{filters that do not}}: the last part of an {@link Expression}
 * (contracts/opentsdb.md 5.3).
 *
 * @param filters sorted by key
 */
record MetricFilters(String metric, List<TagFilter> filters) {
  /** Filters in the order in which answers echo them. */
  static final Comparator<TagFilter> ORDER = Comparator.comparing(TagFilter::tagk);

  /**
   * Reads a metric with its filters.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static MetricFilters parse(String text) {
    int open = text.indexOf('{');
    if (open < 0) {
      return new MetricFilters(text, List.of());
    }
    if (!text.endsWith("}")) {
      throw new InvalidInputException("Missing '}' at the end of: " + text);
    }
    List<TagFilter> filters = new ArrayList<>();
    int second = text.indexOf("}{", open);
    int close = second < 0 ? text.length() - 1 : second;
    add(filters, text.substring(open + 1, close), true);
    if (second >= 0) {
      add(filters, text.substring(second + 2, text.length() - 1), false);
    }
    filters.sort(ORDER);
    return new MetricFilters(text.substring(0, open), List.copyOf(filters));
  }

  private static void add(List<TagFilter> filters, String inside, boolean groupBy) {
    if (inside.isEmpty()) {
      return;
    }
    for (String pair : inside.split(",", 0)) {
      String when = "When parsing %s '%s': ".formatted(groupBy ? "tag" : "filter", pair);
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new InvalidInputException(when + "invalid tag: " + pair);
      }
      TagFilter filter;
      try {
        filter = TagFilter.parse(pair.substring(0, equals), pair.substring(equals + 1), groupBy);
      } catch (InvalidInputException e) {
        throw new InvalidInputException(when + e.getMessage(), e);
      }
      if (!filters.contains(filter)) {
        filters.add(filter);
      }
    }
  }
}
