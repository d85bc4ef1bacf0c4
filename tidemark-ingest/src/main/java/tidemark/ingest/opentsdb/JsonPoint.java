package tidemark.ingest.opentsdb;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.PlainNumber;
import tidemark.model.Batch;
import tidemark.model.Interner;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesLimitException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * One point of a {@code put} body, read from its JSON object and added to a batch; reused for the
 * next. Unknown fields are skipped and of a field that comes twice the last counts
 * (contracts/opentsdb.md 4). Owned by one thread.
 */
final class JsonPoint {
  private final PutRules rules;
  private final Interner interner;
  private final Batch batch;
  private final PlainNumber number = new PlainNumber();
  private final Utf8Text metric = new Utf8Text();
  private final Utf8Text value = new Utf8Text();
  private final Utf8Text tags = new Utf8Text();
  private final Utf8Text spelling = new Utf8Text();
  private boolean hasMetric;
  private boolean hasValue;
  private boolean hasTags;
  private long timestamp;

  JsonPoint(PutRules rules, Interner interner) {
    this.rules = rules;
    this.interner = interner;
    this.batch = interner.batch();
  }

  /** Reads the object whose opening brace was the last token. */
  void read(JsonParser json) {
    hasMetric = false;
    hasValue = false;
    hasTags = false;
    timestamp = 0;
    tags.clear();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      switch (field) {
        case "metric" -> hasMetric = text(json, token, metric);
        case "value" -> hasValue = text(json, token, value);
        case "timestamp" -> timestamp = timestamp(json, token);
        case "tags" -> tags(json, token);
        default -> json.skipChildren();
      }
    }
  }

  /** Reads a string, number or boolean as the text it was written as; false for null. */
  private static boolean text(JsonParser json, JsonToken token, Utf8Text into) {
    into.clear();
    if (token == JsonToken.VALUE_NULL) {
      return false;
    }
    if (!token.isScalarValue()) {
      throw new StreamReadException(json, "a list or object where a text or number belongs");
    }
    append(json, into);
    return true;
  }

  private static void append(JsonParser json, Utf8Text into) {
    into.append(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
  }

  private static long timestamp(JsonParser json, JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> (long) json.getDoubleValue();
      case VALUE_NULL -> 0;
      case VALUE_STRING -> timestamp(json, json.getString().strip());
      default -> throw new StreamReadException(json, "a timestamp that is no number");
    };
  }

  private static long timestamp(JsonParser json, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new StreamReadException(json, "a timestamp that is no number: " + text, e);
    }
  }

  private void tags(JsonParser json, JsonToken token) {
    tags.clear();
    hasTags = token != JsonToken.VALUE_NULL;
    if (!hasTags) {
      return;
    }
    if (token != JsonToken.START_OBJECT) {
      throw new StreamReadException(json, "tags that are no object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      tags.append(JsonSyntax.TAG);
      append(json, tags);
      JsonToken tag = json.nextToken();
      tags.append(JsonSyntax.VALUE);
      if (tag == JsonToken.VALUE_NULL) {
        tags.append(JsonSyntax.NULL);
      } else if (tag.isScalarValue()) {
        append(json, tags);
      } else {
        throw new StreamReadException(json, "a tag that is a list or object");
      }
    }
  }

  /**
   * Adds the point to the batch.
   *
   * @param latest the last millisecond that is taken
   * @return what is wrong with it, or null when it was added
   * @throws SeriesLimitException if its series is new and there may be no more
   */
  @Nullable String add(long latest) {
    if (!hasMetric || metric.size() == 0) {
      return "Metric name was empty";
    }
    if (timestamp <= 0) {
      return "Invalid timestamp";
    }
    if (!hasValue || value.size() == 0) {
      return "Empty value";
    }
    if (tags.size() == 0) {
      return "Missing tags";
    }
    try {
      if (!plain(latest)) {
        rules.add(interner, metric.toString(), timestamp, value.toString(), tagMap());
      }
      return null;
    } catch (NumberFormatException e) {
      return "Unable to parse value to a number";
    } catch (InvalidInputException e) {
      return PutRules.isUnknownMetric(e) ? "Unknown metric" : e.getMessage();
    }
  }

  /** Adds a point of a plain value and time; false when it wants {@link PutRules#add}'s care. */
  private boolean plain(long latest) {
    long millis = PutRules.millis(timestamp);
    if (timestamp > PutRules.MAX_TIMESTAMP || millis > latest) {
      return false;
    }
    int length = value.size();
    value.append(' ');
    int end = number.read(value.bytes(), 0);
    value.shorten(length);
    if (end != length || !(number.isInteger() || number.exact())) {
      return false;
    }
    spelling.clear();
    spelling.append(metric);
    spelling.append(tags);
    int id = interner.resolve(spelling.bytes(), 0, spelling.size());
    number.addTo(batch, id, millis);
    return true;
  }

  private Map<String, String> tagMap() {
    return JsonSyntax.tags(tags.bytes(), 0, tags.size());
  }

  /**
   * Writes the point as it was received: the value as a string, without the fields it did not have.
   */
  void write(JsonGenerator json) {
    json.writeStartObject();
    if (hasMetric) {
      json.writeStringProperty("metric", metric.toString());
    }
    json.writeNumberProperty("timestamp", timestamp);
    if (hasValue) {
      json.writeStringProperty("value", value.toString());
    }
    if (hasTags) {
      json.writeObjectPropertyStart("tags");
      tagMap().forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  @Override
  public String toString() {
    return "metric=" + metric + " timestamp=" + timestamp + " value=" + value + " tags=" + tagMap();
  }
}
