package tidemark.query.opentsdb;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.DataQuery.Flag;

/**
 * The JSON body of POST /api/query (contracts/opentsdb.md 5, contracts/grafana.md 1.2 to 1.5).
 * Unknown fields are ignored: Grafana sends its whole panel along.
 */
public final class QueryBody {
  private QueryBody() {}

  /** Whether the body has sub-queries at all. */
  public static boolean hasQueries(Map<String, @Nullable Object> body) {
    return body.get("queries") != null;
  }

  /**
   * Reads a body.
   *
   * @param more flags given in the URL
   * @throws InvalidInputException in OpenTSDB's words
   */
  public static DataQuery parse(Map<String, @Nullable Object> body, Set<Flag> more) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(more);
    flag(body, "msResolution", Flag.MS, flags);
    flag(body, "showTSUIDs", Flag.SHOW_TSUIDS, flags);
    flag(body, "showSummary", Flag.SHOW_SUMMARY, flags);
    flag(body, "showStats", Flag.SHOW_STATS, flags);
    flag(body, "showQuery", Flag.SHOW_QUERY, flags);
    flag(body, "noAnnotations", Flag.NO_ANNOTATIONS, flags);
    flag(body, "globalAnnotations", Flag.GLOBAL_ANNOTATIONS, flags);
    flag(body, "useCalendar", Flag.CALENDAR, flags);
    flag(body, "delete", Flag.DELETE, flags);
    String zone = JsonIn.text(body.get("timezone"));
    List<SubQuery> queries = new ArrayList<>();
    for (Object query : JsonIn.list(body.get("queries"))) {
      queries.add(subQuery(JsonIn.object(query)));
    }
    return new DataQuery(
        JsonIn.text(body.get("start")),
        JsonIn.text(body.get("end")),
        zone == null || zone.isEmpty() ? ZoneOffset.UTC : QueryTime.zone(zone),
        flags,
        queries);
  }

  private static void flag(
      Map<String, @Nullable Object> body, String name, Flag flag, Set<Flag> flags) {
    if (JsonIn.flag(body.get(name))) {
      flags.add(flag);
    }
  }

  private static SubQuery subQuery(Map<String, @Nullable Object> query) {
    List<String> tsuids = new ArrayList<>();
    for (Object tsuid : JsonIn.list(query.get("tsuids"))) {
      tsuids.add(Objects.requireNonNullElse(JsonIn.text(tsuid), ""));
    }
    List<Double> percentiles = new ArrayList<>();
    for (Object percentile : JsonIn.list(query.get("percentiles"))) {
      percentiles.add(number(percentile));
    }
    Object rate = query.get("rateOptions");
    return new SubQuery(
        Objects.requireNonNullElse(JsonIn.text(query.get("aggregator")), ""),
        JsonIn.text(query.get("metric")),
        tsuids,
        JsonIn.text(query.get("downsample")),
        JsonIn.flag(query.get("rate")),
        rate == null ? null : rateOptions(JsonIn.object(rate)),
        filters(query),
        JsonIn.flag(query.get("explicitTags")),
        percentiles,
        JsonIn.flag(query.get("showHistogramBuckets")));
  }

  /** Filters make the older tags superfluous: then those are ignored (case 499). */
  private static List<TagFilter> filters(Map<String, @Nullable Object> query) {
    List<TagFilter> filters = new ArrayList<>();
    try {
      for (Object each : JsonIn.list(query.get("filters"))) {
        Map<String, @Nullable Object> filter = JsonIn.object(each);
        filters.add(
            TagFilter.of(
                text(filter, "type"),
                text(filter, "tagk"),
                text(filter, "filter"),
                JsonIn.flag(filter.get("groupBy"))));
      }
    } catch (InvalidInputException e) {
      throw JsonIn.unreadable(e);
    }
    Object tags = query.get("tags");
    if (filters.isEmpty() && tags != null) {
      JsonIn.object(tags)
          .forEach((key, value) ->
              filters.add(
                  TagFilter.parse(key, Objects.requireNonNullElse(JsonIn.text(value), ""), true)));
    }
    filters.sort(MetricFilters.ORDER);
    return filters;
  }

  private static String text(Map<String, @Nullable Object> from, String name) {
    return Objects.requireNonNullElse(JsonIn.text(from.get(name)), "");
  }

  private static RateOptions rateOptions(Map<String, @Nullable Object> options) {
    Object max = options.get("counterMax");
    Object reset = options.get("resetValue");
    return new RateOptions(
        JsonIn.flag(options.get("counter")),
        max == null ? Long.MAX_VALUE : whole(max),
        reset == null ? 0 : number(reset),
        JsonIn.flag(options.get("dropResets")));
  }

  private static long whole(Object value) {
    String text = value.toString();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return (long) number(value); // Grafana's server writes 1000.0 or 1e+06
    }
  }

  private static double number(@Nullable Object value) {
    try {
      return Double.parseDouble(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw JsonIn.unreadable(e);
    }
  }
}
