package tidemark.server.graphite;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.query.graphite.Json;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.storage.Records;
import tidemark.storage.Records.Entry;

/**
 * Something that happened (contracts/graphite.md 1.7); to OpenTSDB a note about no series.
 *
 * @param when seconds since the epoch
 */
record Event(int id, long when, String what, String data, List<String> tags) {
  private static final String KEY = "event/";

  /** The entry of an event, in the form that {@link Records#ANNOTATIONS} describes. */
  Entry toEntry() {
    var json = new JsonOut().beginObject();
    json.name("tsuid").value("").name("description").value(what).name("notes").value(data);
    json.name("startTime").value(when).name("endTime").value(0L).name("tags").value(tags);
    return new Entry(Records.ANNOTATIONS, KEY + id, when * 1000, json.endObject().toString());
  }

  /** Whether this entry came through this door, and its key carries a number. */
  static boolean isNumbered(Entry entry) {
    return entry.key().startsWith(KEY);
  }

  /** Whether an entry is about everything: notes of a series are none of Graphite's. */
  static boolean isEvent(Entry entry) {
    return isNumbered(entry) || entry.key().startsWith("@");
  }

  /** A note that came through OpenTSDB's door has no number of its own: its key makes one. */
  static int id(Entry entry) {
    return isNumbered(entry)
        ? Integer.parseInt(entry.key().substring(KEY.length()))
        : entry.key().hashCode() | 1 << 30;
  }

  static Event of(Entry entry) {
    Map<String, @Nullable Object> fields =
        JsonIn.readObject(entry.json().getBytes(StandardCharsets.UTF_8));
    Object tags = fields.get("tags");
    return new Event(
        id(entry),
        Math.floorDiv(entry.time(), 1000),
        Objects.requireNonNullElse(JsonIn.text(fields.get("description")), ""),
        Objects.requireNonNullElse(JsonIn.text(fields.get("notes")), ""),
        tags == null ? List.of() : JsonIn.list(tags).stream().map(String::valueOf).toList());
  }

  /** As {@code /events/get_data} lists it. */
  void writeTo(Json json) {
    json.open('{').name("when").whole(when).name("what").text(what).name("data").text(data);
    tagsTo(json.name("tags")).name("id").whole(id).close('}');
  }

  Json tagsTo(Json json) {
    json.open('[');
    tags.forEach(json::text);
    return json.close(']');
  }
}
