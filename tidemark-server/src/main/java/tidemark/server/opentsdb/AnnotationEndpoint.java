package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.QueryTime;
import tidemark.query.opentsdb.Tsuid;

/** {@code /api/annotation}, {@code /api/annotation/bulk} and {@code /api/annotations}. */
final class AnnotationEndpoint {
  private final Annotations annotations;
  private final InstantSource clock;

  AnnotationEndpoint(Annotations annotations, InstantSource clock) {
    this.annotations = annotations;
    this.clock = clock;
  }

  /** One note: GET, POST (changes what is given), PUT (replaces) or DELETE. */
  Answer one(Call sent) {
    Call call = sent.overridden();
    call.only("GET", "POST", "PUT", "DELETE");
    try {
      Map<String, @Nullable Object> fields =
          call.body().length > 0 ? JsonIn.readObject(call.body()) : fields(call);
      if (call.is("POST") || call.is("PUT")) {
        Annotation stored = checked(fields, call.is("POST"));
        annotations.put(List.of(stored));
        return json(stored);
      }
      Annotation asked = Annotation.of(fields, null);
      if (asked.start() <= 0) {
        throw new ApiException(400, "Missing start time");
      }
      if (call.is("DELETE")) {
        annotations.remove(asked.key());
        return Answer.empty(204);
      }
      Annotation found = annotations.get(asked.key());
      if (found == null) {
        throw new ApiException(404, "Unable to locate annotation in storage");
      }
      return json(found);
    } catch (InvalidInputException e) {
      throw Dispatcher.twice(e);
    }
  }

  private static Map<String, @Nullable Object> fields(Call call) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("tsuid", call.parameter("tsuid"));
    fields.put("description", call.parameter("description"));
    fields.put("notes", call.parameter("notes"));
    fields.put("startTime", call.parameter("start_time"));
    fields.put("endTime", call.parameter("end_time"));
    return fields;
  }

  private static Answer json(Annotation annotation) {
    var out = new JsonOut();
    annotation.writeTo(out);
    return Answer.json(out);
  }

  /** The note to be stored for these fields: alone, or changing what is there. */
  private Annotation checked(Map<String, @Nullable Object> fields, boolean keep) {
    Annotation given = Annotation.of(fields, null);
    if (given.start() <= 0) {
      throw new InvalidInputException("The start timestamp has not been set");
    }
    if (!given.global()) {
      Tsuid.parse(given.tsuid());
    }
    return keep ? Annotation.of(fields, annotations.get(given.key())) : given;
  }

  /** Several notes at once: POST, PUT, or DELETE of a range. */
  Answer bulk(Call sent) {
    Call call = sent.overridden();
    call.only("POST", "PUT", "DELETE");
    try {
      return call.is("DELETE") ? deleteRange(call) : storeAll(call);
    } catch (InvalidInputException e) {
      throw Dispatcher.twice(e);
    }
  }

  private Answer storeAll(Call call) {
    List<Annotation> stored = new ArrayList<>();
    for (Object each : JsonIn.list(JsonIn.read(call.body()))) {
      stored.add(checked(JsonIn.object(each), call.is("POST")));
    }
    annotations.put(stored);
    var out = new JsonOut().beginArray();
    stored.forEach(a -> a.writeTo(out));
    return Answer.json(out.endArray());
  }

  private Answer deleteRange(Call call) {
    List<String> tsuids = null;
    String start;
    String end;
    boolean global;
    if (call.body().length > 0) {
      Map<String, @Nullable Object> body = JsonIn.readObject(call.body());
      start = JsonIn.text(body.get("startTime"));
      end = JsonIn.text(body.get("endTime"));
      global = JsonIn.flag(body.get("global"));
      if (body.get("tsuids") != null) {
        tsuids = new ArrayList<>();
        for (Object tsuid : JsonIn.list(body.get("tsuids"))) {
          tsuids.add(Objects.requireNonNullElse(JsonIn.text(tsuid), ""));
        }
      }
    } else {
      start = call.required("start_time");
      end = call.parameter("end_time");
      global = Boolean.parseBoolean(call.parameter("global"));
      String list = call.parameter("tsuids");
      tsuids = list == null ? null : List.of(list.split(",", 0));
    }
    long from = time(start, "start_time");
    long to = end == null || end.isEmpty() ? clock.millis() : time(end, "end_time");
    List<String> named = tsuids == null ? List.of() : tsuids;
    int deleted =
        annotations.removeBetween(from, to, a -> a.global() ? global : named.contains(a.tsuid()));
    var out = new JsonOut().beginObject().name("tsuids");
    if (tsuids == null) {
      out.raw("null");
    } else {
      out.value(tsuids);
    }
    out.name("global").value(global).name("startTime").value(from).name("endTime").value(to);
    return Answer.json(out.name("totalDeleted").value(deleted).endObject());
  }

  /** The global notes of a range. */
  Answer globals(Call call) {
    call.only("GET");
    long from = time(call.required("start_time"), "start_time");
    String end = call.parameter("end_time");
    long to = end == null || end.isEmpty() ? clock.millis() : time(end, "end_time");
    var out = new JsonOut().beginArray();
    annotations.between(from, to, Annotation::global).stream()
        .sorted(Annotation.AS_ROWS)
        .forEach(a -> a.writeTo(out));
    return Answer.json(out.endArray());
  }

  private long time(@Nullable String text, String parameter) {
    if (text == null || text.isEmpty()) {
      throw ApiException.missing(parameter);
    }
    return QueryTime.parse(text, ZoneOffset.UTC, clock.millis());
  }
}
