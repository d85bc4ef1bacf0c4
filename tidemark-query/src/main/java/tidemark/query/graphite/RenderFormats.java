package tidemark.query.graphite;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Series as text: json, csv and raw (contracts/graphite.md 1.1, Formats). */
public final class RenderFormats {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private RenderFormats() {}

  /**
   * {@code [{"target": .., "tags": {..}, "datapoints": [[value, time], ..]}, ..]}.
   *
   * @param maxDataPoints to consolidate to
   * @param noNullPoints leaves gaps out, and series that are nothing else
   */
  public static String json(
      List<GraphiteSeries> series,
      Optional<Integer> maxDataPoints,
      boolean noNullPoints,
      boolean pretty) {
    Json json = new Json(pretty).open('[');
    List<GraphiteSeries> shown =
        maxDataPoints.map(max -> MaxDataPoints.consolidate(series, max)).orElse(series);
    for (GraphiteSeries one : shown) {
      if (!noNullPoints || !one.isEmpty()) {
        json(json, one, noNullPoints);
      }
    }
    return json.close(']').toString();
  }

  private static void json(Json json, GraphiteSeries series, boolean noNullPoints) {
    json.open('{').name("target").text(series.name()).name("tags").open('{');
    series.tags().forEach((key, value) -> json.name(key).text(value));
    json.close('}').name("datapoints").open('[');
    for (int i = 0; i < series.size() && series.time(i) <= series.end(); i++) {
      double value = series.values()[i];
      if (!noNullPoints || !Double.isNaN(value)) {
        json.open('[').real(value).whole(series.time(i)).close(']');
      }
    }
    json.close(']').close('}');
  }

  /** {@code name,2024-01-01 00:01:00,1.0} with CR LF, in a time zone. */
  public static String csv(List<GraphiteSeries> series, ZoneId zone) {
    var out = new StringBuilder();
    for (GraphiteSeries one : series) {
      String name = quoted(one.name());
      for (int i = 0; i < one.size(); i++) {
        out.append(name).append(',');
        TIME.formatTo(Instant.ofEpochSecond(one.time(i)).atZone(zone), out);
        out.append(',');
        if (!Double.isNaN(one.values()[i])) {
          Numbers.appendRepr(out, one.values()[i]);
        }
        out.append("\r\n");
      }
    }
    return out.toString();
  }

  private static String quoted(String text) {
    boolean needed = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** {@code name,start,end,step|1.0,None,...}, one line each. */
  public static String raw(List<GraphiteSeries> series) {
    var out = new StringBuilder();
    for (GraphiteSeries one : series) {
      out.append(one.name()).append(',').append(one.start()).append(',').append(one.end());
      out.append(',').append(one.step()).append('|');
      List<String> values = new ArrayList<>(one.size());
      for (double value : one.values()) {
        values.add(Double.isNaN(value) ? "None" : Numbers.repr(value));
      }
      out.append(String.join(",", values)).append('\n');
    }
    return out.toString();
  }
}
