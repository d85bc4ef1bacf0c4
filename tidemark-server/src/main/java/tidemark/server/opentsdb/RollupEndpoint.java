package tidemark.server.opentsdb;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;

/**
 * {@code /api/rollup} as a server answers that has no roll-ups configured (case 180): every point
 * is refused, with the same flags as put.
 */
final class RollupEndpoint implements Endpoint {
  private static final String WHY = "No rollup or aggregations were configured";
  private static final List<String> TEXTS = List.of("interval", "aggregator", "groupByAggregator");

  @Override
  public Answer answer(Call call) {
    call.only("POST");
    if (call.body().length == 0) {
      throw new ApiException(400, "Missing request content");
    }
    Object body = JsonIn.read(call.body());
    List<@Nullable Object> points = body instanceof List<?> ? JsonIn.list(body) : List.of(body);
    if (points.isEmpty()) {
      throw new ApiException(400, "No datapoints found in content");
    }
    boolean details = call.has("details");
    if (!details && !call.has("summary")) {
      throw new ApiException(
          400,
          "One or more data points had errors",
          "Please see the TSD logs or append \"details\" to the put request");
    }
    var out = new JsonOut().beginObject().name("success").value(0);
    out.name("failed").value(points.size());
    if (details) {
      out.name("errors").beginArray();
      for (Object point : points) {
        out.beginObject().name("datapoint");
        write(JsonIn.object(point), out);
        out.name("error").value(WHY).endObject();
      }
      out.endArray();
    }
    return Answer.json(400, out.endObject());
  }

  private static void write(Map<String, @Nullable Object> point, JsonOut out) {
    out.beginObject();
    text(point, "metric", out);
    String timestamp = JsonIn.text(point.get("timestamp"));
    out.name("timestamp").raw(timestamp == null || !isWhole(timestamp) ? "0" : timestamp);
    text(point, "value", out);
    if (point.get("tags") != null) {
      out.name("tags").beginObject();
      JsonIn.object(point.get("tags"))
          .forEach((key, value) -> out.name(key).value(JsonIn.text(value)));
      out.endObject();
    }
    TEXTS.forEach(name -> text(point, name, out));
    out.endObject();
  }

  private static boolean isWhole(String text) {
    return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(Character::isDigit);
  }

  private static void text(Map<String, @Nullable Object> point, String name, JsonOut out) {
    String text = JsonIn.text(point.get(name));
    if (text != null) {
      out.name(name).value(text);
    }
  }
}
