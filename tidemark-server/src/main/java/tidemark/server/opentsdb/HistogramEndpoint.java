package tidemark.server.opentsdb;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.opentsdb.HistogramDoor;
import tidemark.ingest.opentsdb.HistogramText;
import tidemark.model.Histogram;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;

/**
 * {@code /api/histogram}: like put, with ranges or a blob in place of a number (cases 177, 178).
 */
final class HistogramEndpoint implements Endpoint {
  private static final int LARGEST_ID = 255;

  private final @Nullable HistogramDoor door;

  /**
   * The endpoint.
   *
   * @param door null if no histograms are taken
   */
  HistogramEndpoint(@Nullable HistogramDoor door) {
    this.door = door;
  }

  @Override
  public Answer answer(Call call) {
    call.only("POST");
    if (door == null) {
      throw new ApiException(503, HistogramDoor.OFF);
    }
    var report = new PointReport();
    for (Object each : RollupEndpoint.points(call)) {
      if (each == null) {
        report.bad(null, "Unexpected null datapoint encountered in set.", out -> {});
        continue;
      }
      Map<String, @Nullable Object> point = JsonIn.object(each);
      try {
        put(point, door);
        report.good();
      } catch (InvalidInputException e) {
        report.bad(point, String.valueOf(e.getMessage()), out -> rest(point, out));
      }
    }
    return report.answer(call);
  }

  private static void put(Map<String, @Nullable Object> point, HistogramDoor door) {
    String metric = Objects.requireNonNullElse(JsonIn.text(point.get("metric")), "");
    if (metric.isEmpty()) {
      throw new InvalidInputException("Metric name was empty");
    }
    long timestamp = PointReport.timestamp(point);
    if (timestamp <= 0) {
      throw new InvalidInputException("Invalid timestamp");
    }
    Map<String, String> tags = new HashMap<>();
    if (point.get("tags") != null) {
      JsonIn.object(point.get("tags"))
          .forEach((key, value) -> tags.put(key, String.valueOf(JsonIn.text(value))));
    }
    if (tags.isEmpty()) {
      throw new InvalidInputException("Missing tags");
    }
    String value = Objects.requireNonNullElse(JsonIn.text(point.get("value")), "");
    door.put(metric, timestamp, tags, value.isEmpty() ? ranges(point) : blob(point, value));
  }

  private static Histogram blob(Map<String, @Nullable Object> point, String value) {
    long id = Histograms.count(point.get("id"));
    if (id < 0 || id > LARGEST_ID) {
      throw new InvalidInputException("Invalid type. Must be from 0 to 255.");
    }
    return HistogramText.blob(value);
  }

  private static Histogram ranges(Map<String, @Nullable Object> point) {
    SortedMap<Histogram.Range, Long> buckets = new TreeMap<>();
    if (point.get("buckets") != null) {
      JsonIn.object(point.get("buckets"))
          .forEach((range, count) ->
              buckets.put(
                  HistogramText.range(range, "Unable to parse bucket bounds: " + range),
                  Histograms.count(count)));
    }
    if (buckets.isEmpty()) {
      throw new InvalidInputException(
          "Histogram buckets cannot be null or empty if 'value' is empty.");
    }
    return new Histogram(
        buckets, Histograms.count(point.get("underflow")), Histograms.count(point.get("overflow")));
  }

  private static void rest(Map<String, @Nullable Object> point, JsonOut out) {
    number(point, "id", out);
    if (point.get("buckets") != null) {
      out.name("buckets").beginObject();
      JsonIn.object(point.get("buckets"))
          .forEach((range, count) -> out.name(range).raw(String.valueOf(count)));
      out.endObject();
    }
    number(point, "underflow", out);
    number(point, "overflow", out);
  }

  private static void number(Map<String, @Nullable Object> point, String name, JsonOut out) {
    Object given = point.get(name);
    out.name(name).raw(given instanceof JsonIn.Numeral ? given.toString() : "0");
  }
}
