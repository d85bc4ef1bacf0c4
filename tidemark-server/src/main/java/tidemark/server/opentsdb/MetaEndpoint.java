package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TagMatcher;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.NameCheck;
import tidemark.query.opentsdb.Tsuid;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;

/** {@code /api/uid/uidmeta} and {@code /api/uid/tsmeta} (contracts/opentsdb.md 9). */
final class MetaEndpoint {
  private final Meta meta;
  private final UidTable uids;
  private final Storage storage;
  private final InstantSource clock;

  MetaEndpoint(Meta meta, UidTable uids, Storage storage, InstantSource clock) {
    this.meta = meta;
    this.uids = uids;
    this.storage = storage;
    this.clock = clock;
  }

  private static Map<String, @Nullable Object> fields(Call call) {
    if (call.body().length > 0) {
      return JsonIn.readObject(call.body());
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    call.parameters().forEach((name, values) -> fields.put(name, values.getFirst()));
    return fields;
  }

  private static String required(Map<String, @Nullable Object> fields, String name) {
    String text = JsonIn.text(fields.get(name));
    if (text == null || text.isEmpty()) {
      throw ApiException.missing(name);
    }
    return text;
  }

  /** Of a name: GET, POST (changes what is given), PUT (replaces) or DELETE. */
  Answer ofUid(Call sent) {
    Call call = sent.overridden();
    call.only("GET", "POST", "PUT", "DELETE");
    Map<String, @Nullable Object> fields = fields(call);
    String hex = required(fields, "uid");
    Kind kind = kind(required(fields, "type"));
    int uid = uid(hex);
    String name = uids.name(kind, uid);
    if (name == null) {
      throw new ApiException(
          404,
          "Could not find the requested UID",
          "No such unique ID for '" + kind.shown() + "': " + hex);
    }
    String key = Meta.key(kind, uid);
    if (call.is("DELETE")) {
      meta.remove(Meta.OF_UID, key);
      return Answer.empty(204);
    }
    if (!call.is("GET")) {
      meta.store(Meta.OF_UID, key, fields, call.is("POST"));
    }
    var out = new JsonOut();
    meta.writeUid(kind, uid, name, out);
    return Answer.json(out);
  }

  private static Kind kind(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "metric", "metrics" -> Kind.METRIC;
      case "tagk" -> Kind.TAGK;
      case "tagv" -> Kind.TAGV;
      default -> throw new ApiException(500, "Invalid type requested: " + type);
    };
  }

  private static int uid(String hex) {
    try {
      return Integer.parseInt(hex, 16);
    } catch (NumberFormatException e) {
      throw new ApiException(400, "Unable to parse the uid", hex);
    }
  }

  /** Of a series, by tsuid or by metric and tags. */
  Answer ofSeries(Call sent) {
    Call call = sent.overridden();
    call.only("GET", "POST", "PUT", "DELETE");
    Map<String, @Nullable Object> fields = fields(call);
    String hex = JsonIn.text(fields.get("tsuid"));
    if (hex == null || hex.isEmpty()) {
      return call.is("GET") ? found(required(fields, "m")) : missing(fields);
    }
    Tsuid tsuid = Tsuid.parse(hex);
    if (call.is("DELETE")) {
      meta.remove(Meta.OF_SERIES, tsuid.toString());
      return Answer.empty(204);
    }
    SeriesKey key = tsuid.key(uids);
    var out = new JsonOut();
    if (key != null && !call.is("GET")) {
      meta.store(Meta.OF_SERIES, tsuid.toString(), fields, call.is("POST"));
    }
    if (key == null || !write(key, out)) {
      throw new ApiException(404, "Could not find Timeseries meta data");
    }
    return Answer.json(out);
  }

  private static Answer missing(Map<String, @Nullable Object> fields) {
    required(fields, "tsuid");
    throw ApiException.missing("tsuid");
  }

  private Answer found(String m) {
    List<SeriesKey> keys = new ArrayList<>();
    try {
      var spec = MetricTags.parse(m);
      var names = new NameCheck(uids, storage.catalog());
      names.metric(spec.metric());
      List<TagMatcher> matchers = new ArrayList<>();
      for (MetricTags.Pair tag : spec.tags()) {
        TextMatcher value =
            tag.value().equals("*") ? TextMatcher.ANY : TextMatcher.exactly(tag.value());
        matchers.add(new TagMatcher(tag.key(), value, false));
      }
      keys.addAll(
          storage
              .catalog()
              .find(
                  new Selector.Tagged(TextMatcher.exactly(spec.metric()), matchers, true),
                  TimeRange.ALL,
                  Integer.MAX_VALUE));
    } catch (InvalidInputException e) {
      throw new ApiException(
          404, "Unable to find metadata", Objects.requireNonNullElse(e.getMessage(), ""));
    }
    if (keys.isEmpty()) {
      throw new ApiException(404, "Could not find Timeseries meta data");
    }
    var out = new JsonOut().beginArray();
    keys.forEach(key -> write(key, out));
    return Answer.json(out.endArray());
  }

  /** Writes the meta data of a series; false, and nothing is written, if it has no points. */
  boolean write(SeriesKey key, JsonOut out) {
    long[] last = {0};
    int[] points = {0};
    storage.read(
        Fetch.raw(new Selector.Exact(key), TimeRange.ALL, clock.millis()),
        series -> {
          Points all = series.points();
          points[0] = all.size();
          if (all.size() > 0) {
            last[0] = all.timestamp(all.size() - 1) / 1000;
          }
        });
    if (points[0] > 0) {
      meta.writeSeries(key, Tsuid.of(key, uids), last[0], points[0], out);
    }
    return points[0] > 0;
  }
}
