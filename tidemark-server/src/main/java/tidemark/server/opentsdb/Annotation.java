package tidemark.server.opentsdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.storage.Records;

/**
 * A note about a series, or about everything if {@code tsuid} is empty (contracts/opentsdb.md 9).
 *
 * @param start as the client wrote it, seconds or milliseconds
 * @param end likewise, 0 if the note is about a moment
 * @param tags of a Graphite event, which this API keeps but does not show; else null
 */
record Annotation(
    String tsuid,
    String description,
    String notes,
    @Nullable Map<String, String> custom,
    long start,
    long end,
    @Nullable List<String> tags) {
  private static final long LARGEST_SECOND = 0xffff_ffffL;
  private static final long HOUR = 3_600_000;

  /**
   * As HBase orders the notes of an hour: by the time since its start, two bytes of seconds before
   * or after four of milliseconds as their bytes compare (case 652).
   */
  static final Comparator<Annotation> AS_ROWS =
      Comparator.comparingLong((Annotation a) -> a.millis() / HOUR)
          .thenComparing(Annotation::qualifier, Arrays::compareUnsigned);

  /** What identifies a note: writing another one replaces it. */
  record Key(String tsuid, long millis) {}

  Key key() {
    return new Key(tsuid, millis());
  }

  long millis() {
    return millis(start);
  }

  private byte[] qualifier() {
    int rest = (int) (millis() % HOUR);
    return start > LARGEST_SECOND
        ? ByteBuffer.allocate(4).putInt(rest).array()
        : ByteBuffer.allocate(2).putShort((short) (rest / 1000)).array();
  }

  static long millis(long time) {
    return time > LARGEST_SECOND ? time : time * 1000;
  }

  boolean global() {
    return tsuid.isEmpty();
  }

  /**
   * A note from the fields of a request, those that are absent from an earlier note.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static Annotation of(Map<String, @Nullable Object> fields, @Nullable Annotation earlier) {
    Map<String, String> custom = earlier == null ? null : earlier.custom();
    if (fields.get("custom") != null) {
      Map<String, String> given = new LinkedHashMap<>();
      JsonIn.object(fields.get("custom"))
          .forEach((k, v) -> given.put(k, Objects.requireNonNullElse(JsonIn.text(v), "")));
      custom = given;
    }
    return new Annotation(
        text(fields, "tsuid", ""),
        text(fields, "description", earlier == null ? "" : earlier.description()),
        text(fields, "notes", earlier == null ? "" : earlier.notes()),
        custom,
        number(fields, "startTime", 0),
        number(fields, "endTime", earlier == null ? 0 : earlier.end()),
        earlier == null ? null : earlier.tags());
  }

  /** A note as {@link #toEntry} wrote it, or Graphite's door an event. */
  static Annotation of(Records.Entry entry) {
    Map<String, @Nullable Object> fields =
        JsonIn.readObject(entry.json().getBytes(StandardCharsets.UTF_8));
    Annotation note = of(fields, null);
    List<String> tags = null;
    if (fields.get("tags") != null) {
      tags = JsonIn.list(fields.get("tags")).stream().map(String::valueOf).toList();
    }
    return new Annotation(
        note.tsuid, note.description, note.notes, note.custom, note.start, note.end, tags);
  }

  /** As it is kept, under the series and the time that identify it. */
  Records.Entry toEntry() {
    var out = new JsonOut().beginObject();
    fieldsTo(out);
    if (tags != null) {
      out.name("tags").value(tags);
    }
    return new Records.Entry(
        Records.ANNOTATIONS, tsuid + "@" + millis(), millis(), out.endObject().toString());
  }

  private static String text(Map<String, @Nullable Object> fields, String name, String otherwise) {
    return Objects.requireNonNullElse(JsonIn.text(fields.get(name)), otherwise);
  }

  private static long number(Map<String, @Nullable Object> fields, String name, long otherwise) {
    String text = JsonIn.text(fields.get(name));
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException("Unable to parse " + name + " '" + text + "'", e);
    }
  }

  void writeTo(JsonOut out) {
    fieldsTo(out.beginObject());
    out.endObject();
  }

  private void fieldsTo(JsonOut out) {
    out.name("tsuid").value(tsuid).name("description").value(description);
    out.name("notes").value(notes);
    if (custom != null) {
      out.name("custom").value(custom);
    }
    out.name("startTime").value(start).name("endTime").value(end);
  }

  String json() {
    var out = new JsonOut();
    writeTo(out);
    return out.toString();
  }
}
