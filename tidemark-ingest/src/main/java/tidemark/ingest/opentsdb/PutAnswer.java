package tidemark.ingest.opentsdb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answer to one {@code put} while it is worked on: how many points were good and bad and, when
 * details are wanted, which (contracts/opentsdb.md 4). Used by one thread.
 */
final class PutAnswer {
  private final JsonFactory factory;
  private final boolean details;
  private final boolean timeouts;
  private final ByteArrayOutputStream errorBytes = new ByteArrayOutputStream();
  private @Nullable JsonGenerator errors;
  private int good;
  private int bad;
  private boolean overloaded;

  /**
   * An answer without points yet.
   *
   * @param details whether each bad point is shown
   * @param timeouts whether the request set {@code sync_timeout}; then their number is shown,
   *     always 0
   */
  PutAnswer(JsonFactory factory, boolean details, boolean timeouts) {
    this.factory = factory;
    this.details = details;
    this.timeouts = timeouts;
  }

  void good(int points) {
    good += points;
  }

  /** Begun on first use: most requests have none. */
  private JsonGenerator errors() {
    JsonGenerator begun = errors;
    if (begun == null) {
      begun = factory.createGenerator(ObjectWriteContext.empty(), errorBytes);
      begun.writeStartArray();
      errors = begun;
    }
    return begun;
  }

  /** A bad point; null when the element of the array was JSON's null. */
  void bad(@Nullable JsonPoint point, String error) {
    bad++;
    if (!details) {
      return;
    }
    JsonGenerator json = errors();
    json.writeStartObject();
    json.writeName("datapoint");
    if (point == null) {
      json.writeNull();
    } else {
      point.write(json);
    }
    json.writeStringProperty("error", error);
    json.writeEndObject();
  }

  /** The storage refused what was good so far. */
  void lost(String error) {
    bad += good;
    good = 0;
    JsonGenerator json = errors();
    json.writeStartObject();
    json.writeStringProperty("error", error);
    json.writeEndObject();
  }

  int points() {
    return good + bad;
  }

  /** A bad point is bad only because of our own limits: the sender may try again. */
  void overloaded() {
    overloaded = true;
  }

  /** The status when the storage took what was good. */
  int status(boolean hasBody) {
    if (bad > 0) {
      return overloaded ? 503 : 400;
    }
    return hasBody ? 200 : 204;
  }

  /** The numbers and, if wanted, the errors, as JSON. */
  byte[] summary() {
    JsonGenerator list = errors();
    list.writeEndArray();
    list.close();
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("success", good);
      if (timeouts) {
        json.writeNumberProperty("timeouts", 0);
      }
      json.writeNumberProperty("failed", bad);
      if (details) {
        json.writeName("errors");
        json.writeRawValue(errorBytes.toString(StandardCharsets.UTF_8));
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** OpenTSDB's error envelope (contracts/opentsdb.md 2); no details when they are empty. */
  static byte[] envelope(JsonFactory factory, int status, String message, String details) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("error");
      json.writeNumberProperty("code", status);
      json.writeStringProperty("message", message);
      if (!details.isEmpty()) {
        json.writeStringProperty("details", details);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
