package tidemark.server.opentsdb;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;

/**
 * What is answered to points that are no plain put: how many were good and, if wanted, what was
 * wrong with the others (contracts/opentsdb.md 4). Owned by one thread.
 */
final class PointReport {
  private final JsonOut errors = new JsonOut().beginArray();
  private int good;
  private int bad;

  void good() {
    good++;
  }

  /**
   * A point that was refused.
   *
   * @param point its fields as they came, or null for JSON's null
   * @param more writes fields behind the usual ones
   */
  void bad(@Nullable Map<String, @Nullable Object> point, String error, Consumer<JsonOut> more) {
    bad++;
    errors.beginObject().name("datapoint");
    if (point == null) {
      errors.raw("null");
    } else {
      errors.beginObject();
      text(point, "metric", errors);
      errors.name("timestamp").value(timestamp(point));
      text(point, "value", errors);
      if (point.get("tags") != null) {
        errors.name("tags").beginObject();
        JsonIn.object(point.get("tags"))
            .forEach((key, value) -> errors.name(key).value(JsonIn.text(value)));
        errors.endObject();
      }
      more.accept(errors);
      errors.endObject();
    }
    errors.name("error").value(error).endObject();
  }

  /** A field that is written only if it is there. */
  static void text(Map<String, @Nullable Object> point, String name, JsonOut out) {
    String text = JsonIn.text(point.get(name));
    if (text != null) {
      out.name(name).value(text);
    }
  }

  /** The timestamp of a point, whose fraction is cut off; 0 if there is none. */
  static long timestamp(Map<String, @Nullable Object> point) {
    String text = JsonIn.text(point.get("timestamp"));
    try {
      return text == null ? 0 : (long) Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  Answer answer(Call call) {
    boolean details = call.has("details");
    if (!details && !call.has("summary")) {
      if (bad == 0) {
        return Answer.empty(204);
      }
      throw new ApiException(
          400,
          "One or more data points had errors",
          "Please see the TSD logs or append \"details\" to the put request");
    }
    var out = new JsonOut().beginObject().name("success").value(good);
    out.name("failed").value(bad);
    if (details) {
      out.name("errors").raw(errors.endArray().toString());
    }
    return Answer.json(bad == 0 ? 200 : 400, out.endObject());
  }
}
