package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON read into maps, lists, texts and booleans; numbers stay the texts they were, so that nobody
 * loses digits. For request bodies, which are small; points never come this way.
 */
public final class JsonIn {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonIn() {}

  /** A number as it was written. */
  public record Numeral(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The value that the bytes spell.
   *
   * @throws InvalidInputException "Unable to parse the given JSON", with the parser's words as
   *     cause
   */
  public static @Nullable Object read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return value(parser);
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /**
   * The object that the bytes spell.
   *
   * @throws InvalidInputException as {@link #read}, also if it is something else
   */
  public static Map<String, @Nullable Object> readObject(byte[] json) {
    return object(read(json));
  }

  /** A value that must be an object. */
  @SuppressWarnings("unchecked") // only made below
  public static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw unreadable(new InvalidInputException("an object was expected, not " + value));
  }

  /** A value that must be a list; null is an empty one. */
  @SuppressWarnings("unchecked") // only made below
  public static List<@Nullable Object> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw unreadable(new InvalidInputException("a list was expected, not " + value));
  }

  /** A text or number as text; null for null. */
  public static @Nullable String text(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Numeral
        || value instanceof Boolean) {
      return value == null ? null : value.toString();
    }
    throw unreadable(new InvalidInputException("a text was expected, not " + value));
  }

  /**
   * Whether a value is true: a boolean, its name, or a whole number other than 0, as the Jackson of
   * OpenTSDB 2.4 reads a boolean.
   *
   * @throws InvalidInputException if it is none of these
   */
  public static boolean flag(@Nullable Object value) {
    if (value instanceof Numeral number && number.text().matches("-?\\d+")) {
      return !number.text().matches("-?0+");
    }
    return switch (value == null ? "" : value.toString().strip()) {
      case "true", "True" -> true;
      case "false", "False", "" -> false;
      default ->
          throw unreadable(new InvalidInputException("true or false was expected, not " + value));
    };
  }

  /** Something in a body that makes no sense. */
  static InvalidInputException unreadable(RuntimeException why) {
    return new InvalidInputException("Unable to parse the given JSON", why);
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw unreadable(new InvalidInputException("the text ends where a value was expected"));
    }
    return switch (token) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getString());
      default -> parser.getString();
    };
  }

  private static Map<String, @Nullable Object> fields(JsonParser parser) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> elements(JsonParser parser) {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }
}
