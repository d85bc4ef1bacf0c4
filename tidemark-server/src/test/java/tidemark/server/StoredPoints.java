package tidemark.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;
import tidemark.query.opentsdb.JsonIn;

/** What a server has stored, asked for through its HTTP APIs as anyone could. */
final class StoredPoints {
  private final InProcess server;
  private final long from;
  private final long until;

  /** Between two times, in seconds. */
  StoredPoints(InProcess server, long from, long until) {
    this.server = server;
    this.from = from;
    this.until = until;
  }

  /**
   * Every point by series and time in ms: {@code /api/suggest} for the names, {@code /api/query}
   * for what is under them.
   */
  SortedMap<String, SortedMap<Long, Double>> all() throws IOException, InterruptedException {
    SortedMap<String, SortedMap<Long, Double>> all = new TreeMap<>();
    for (Object name :
        list(server.ask("opentsdb", "/api/suggest?type=metrics&max=100000").body())) {
      String query =
          "{\"start\":%d,\"end\":%d,\"msResolution\":true,\"queries\":[{\"aggregator\":\"none\",\"metric\":\"%s\"}]}"
              .formatted(1000 * from, 1000 * until, name);
      for (Object answer : list(server.ask("opentsdb", "/api/query", query).body())) {
        Map<String, Object> series = JsonIn.object(answer);
        Map<String, String> tags = new LinkedHashMap<>();
        JsonIn.object(series.get("tags")).forEach((key, value) -> tags.put(key, (String) value));
        SortedMap<Long, Double> points = new TreeMap<>();
        JsonIn.object(series.get("dps"))
            .forEach((time, value) ->
                points.put(Long.parseLong(time), Double.parseDouble(value.toString())));
        all.put(SeriesKey.of((String) name, Tags.of(tags)).toString(), points);
      }
    }
    return all;
  }

  /** The paths of {@code /metrics/index.json}. */
  Set<String> paths() throws IOException, InterruptedException {
    return list(server.ask("http", "/metrics/index.json").body()).stream()
        .map(String.class::cast)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The values of one series over {@code /render} by the begin of their slot in ms, slots without a
   * value left out; and the length of a slot under the key -1.
   */
  SortedMap<Long, Double> rendered(String series) throws IOException, InterruptedException {
    String form =
        "format=json&from="
            + from
            + "&until="
            + until
            + "&target="
            + InProcess.escaped(target(series));
    SortedMap<Long, Double> slots = new TreeMap<>();
    for (Object answer : list(server.ask("http", "/render", form).body())) {
      Map<String, Object> line = JsonIn.object(answer);
      if (series.equals(line.get("target"))) {
        long before = 0;
        for (Object pair : JsonIn.list(line.get("datapoints"))) {
          Object value = JsonIn.list(pair).get(0);
          long time = 1000 * Long.parseLong(String.valueOf(JsonIn.list(pair).get(1)));
          slots.put(-1L, (double) (time - before));
          before = time;
          if (value != null) {
            slots.put(time, Double.parseDouble(value.toString()));
          }
        }
      }
    }
    return slots;
  }

  /** A path is its own target; a tagged series is asked for by its name and tags. */
  private static String target(String series) {
    String[] parts = series.split(";", -1);
    return parts.length == 1
        ? series
        : List.of(parts).subList(1, parts.length).stream()
            .map(tag -> "'" + tag + "'")
            .collect(Collectors.joining(",", "seriesByTag('name=" + parts[0] + "',", ")"));
  }

  private static List<?> list(String json) {
    Object value = JsonIn.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (value instanceof List<?> list) {
      return list;
    }
    throw new AssertionError("answered " + json);
  }
}
