package tidemark.server.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Tsuid;
import tidemark.query.opentsdb.Uids;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.Records;

/**
 * What people wrote about names and series: texts beside the uids, kept as records under the uid or
 * the tsuid. What nobody wrote has OpenTSDB's defaults.
 */
final class Meta {
  /** The kinds of record, which are part of the file format. */
  static final String OF_UID = "uidmeta";

  static final String OF_SERIES = "tsmeta";

  /** What may be written of a name, and of a series. */
  private static final List<String> UID_TEXTS = List.of("description", "notes", "displayName");

  private static final List<String> SERIES_TEXTS =
      List.of("description", "notes", "displayName", "units", "dataType");
  private static final List<String> SERIES_NUMBERS = List.of("retention", "max", "min");

  private final Records records;
  private final Uids uids;

  Meta(Records records, Uids uids) {
    this.records = records;
    this.uids = uids;
  }

  /** What was written under a key; empty if nothing. */
  Map<String, @Nullable Object> fields(String kind, String key) {
    Records.Entry entry = records.get(kind, key);
    return entry == null
        ? new LinkedHashMap<>()
        : JsonIn.readObject(entry.json().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes what may be written of some fields, over what was there or in its place. */
  void store(String kind, String key, Map<String, @Nullable Object> given, boolean keep) {
    Map<String, @Nullable Object> all = keep ? fields(kind, key) : new LinkedHashMap<>();
    boolean series = kind.equals(OF_SERIES);
    given.forEach((name, value) -> {
      boolean known =
          (series ? SERIES_TEXTS : UID_TEXTS).contains(name)
              || (series && SERIES_NUMBERS.contains(name))
              || name.equals("custom");
      if (known && value != null) {
        all.put(name, value);
      }
    });
    var out = new JsonOut().beginObject();
    all.forEach((name, value) -> {
      out.name(name);
      if (name.equals("custom")) {
        custom(value, out);
      } else {
        out.value(JsonIn.text(value));
      }
    });
    records.put(new Records.Entry(kind, key, 0, out.endObject().toString()));
  }

  void remove(String kind, String key) {
    records.delete(kind, List.of(key));
  }

  private static void custom(@Nullable Object value, JsonOut out) {
    out.beginObject();
    JsonIn.object(value).forEach((name, text) -> out.name(name).value(JsonIn.text(text)));
    out.endObject();
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    return Objects.requireNonNullElse(JsonIn.text(fields.get(name)), "");
  }

  /** The key of a name's record: {@code METRIC:00000A}. */
  static String key(Kind kind, int uid) {
    return kind.name() + ':' + hex(uid);
  }

  static String hex(int uid) {
    return "%06X".formatted(uid);
  }

  /** Case 678: when a uid was made is not kept, so created is 0. */
  void writeUid(Kind kind, int uid, String name, JsonOut out) {
    Map<String, @Nullable Object> fields = fields(OF_UID, key(kind, uid));
    out.beginObject().name("uid").value(hex(uid)).name("type").value(kind.name());
    out.name("name").value(name).name("description").value(text(fields, "description"));
    out.name("notes").value(text(fields, "notes")).name("created").value(0).name("custom");
    if (fields.get("custom") == null) {
      out.raw("null");
    } else {
      custom(fields.get("custom"), out);
    }
    out.name("displayName").value(text(fields, "displayName")).endObject();
  }

  /**
   * Case 689.
   *
   * @param last of its points, seconds since the epoch
   */
  void writeSeries(SeriesKey key, Tsuid tsuid, long last, long points, JsonOut out) {
    Map<String, @Nullable Object> fields = fields(OF_SERIES, tsuid.toString());
    out.beginObject().name("tsuid").value(tsuid.toString()).name("metric");
    writeUid(Kind.METRIC, uids.find(Kind.METRIC, key.name()), key.name(), out);
    out.name("tags").beginArray();
    for (int tagk : tsuid.tagKeys()) {
      String name = Objects.requireNonNull(uids.name(Kind.TAGK, tagk));
      String value = Objects.requireNonNull(key.tags().get(name));
      writeUid(Kind.TAGK, tagk, name, out);
      writeUid(Kind.TAGV, uids.find(Kind.TAGV, value), value, out);
    }
    out.endArray().name("description").value(text(fields, "description"));
    out.name("notes").value(text(fields, "notes")).name("created").value(0);
    if (fields.get("custom") != null) {
      out.name("custom");
      custom(fields.get("custom"), out);
    }
    out.name("units").value(text(fields, "units"));
    out.name("retention").value((long) number(fields, "retention", 0));
    out.name("max").value(number(fields, "max", Double.NaN));
    out.name("min").value(number(fields, "min", Double.NaN));
    out.name("displayName").value(text(fields, "displayName"));
    out.name("dataType").value(text(fields, "dataType")).name("lastReceived").value(last);
    out.name("totalDatapoints").value(points).endObject();
  }

  private static double number(
      Map<String, @Nullable Object> fields, String name, double otherwise) {
    String text = text(fields, name);
    try {
      return text.isEmpty() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
