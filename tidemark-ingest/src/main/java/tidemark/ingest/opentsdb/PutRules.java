package tidemark.ingest.opentsdb;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.Limits;
import tidemark.ingest.ProtocolContext;
import tidemark.model.Batch;
import tidemark.model.Interner;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;

/**
 * What OpenTSDB demands of a point, and the words in which it refuses one (contracts/opentsdb.md 3
 * and 4). A {@link NumberFormatException} is about a number's text, an {@link
 * InvalidInputException} about anything else: both doors tell them apart. Thread-safe.
 */
final class PutRules {
  /** The largest timestamp, in ms: thirteen digits. */
  static final long MAX_TIMESTAMP = 9_999_999_999_999L;

  /** Timestamps up to here are seconds, above it milliseconds. */
  static final long MAX_SECONDS = 0xffff_ffffL;

  private static final String UNKNOWN_METRIC = "No such name for 'metrics': '";

  private final Supplier<Limits> limits;
  private final long maxFutureMillis;
  private final InstantSource clock;
  private final Predicate<String> known;

  PutRules(ProtocolContext context, PutPolicy policy) {
    this.known = policy.known();
    this.limits = context.inForce();
    this.maxFutureMillis = context.limits().maxFuture().toMillis();
    this.clock = context.clock();
  }

  /** The last millisecond that is taken now. */
  long latest() {
    return clock.millis() + maxFutureMillis;
  }

  /** Milliseconds of a timestamp that may be in seconds. */
  static long millis(long timestamp) {
    return timestamp <= MAX_SECONDS ? 1000 * timestamp : timestamp;
  }

  /** Whether a value's text means a 64-bit integer: nothing in it says float. */
  static boolean looksLikeInteger(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return false;
      }
    }
    return true;
  }

  /** A 64-bit integer with an optional sign; nothing around it. */
  static long parseLong(String text) {
    if (text.isEmpty()) {
      throw new NumberFormatException("Empty string");
    }
    boolean sign = text.charAt(0) == '-' || text.charAt(0) == '+';
    if (sign && text.length() == 1) {
      throw new NumberFormatException("Just a sign, no value: " + text);
    }
    if (text.length() > (sign ? 20 : 19)) {
      throw new NumberFormatException("Value too long: " + text);
    }
    for (int i = sign ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new NumberFormatException("Invalid character '" + c + "' in " + text);
      }
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw overflow(text, e);
    }
  }

  private static NumberFormatException overflow(String text, NumberFormatException cause) {
    var overflow = new NumberFormatException("Overflow in " + text);
    overflow.initCause(cause);
    return overflow;
  }

  /**
   * Adds a point whose metric, timestamp, value and tags are there. The order of the checks is
   * OpenTSDB's: the value's text, its range, the timestamp's, then the names.
   *
   * @param timestamp as sent, above 0
   */
  void add(
      Interner interner, String metric, long timestamp, String value, Map<String, String> tags) {
    if (looksLikeInteger(value)) {
      long integer = parseLong(value);
      checkTimestamp(timestamp, integerBytes(integer), metric, tags);
      Batch batch = interner.batch();
      batch.addInteger(interner.resolve(key(metric, tags)), millis(timestamp), integer);
    } else {
      double number = Double.parseDouble(value);
      if (!Double.isFinite(number)) {
        throw new InvalidInputException(
            "value is NaN or Infinite: "
                + number
                + " for metric="
                + metric
                + " timestamp="
                + timestamp);
      }
      checkTimestamp(timestamp, floatBytes(number), metric, tags);
      Batch batch = interner.batch();
      batch.add(interner.resolve(key(metric, tags)), millis(timestamp), number);
    }
  }

  /** Refuses what lies too far ahead; the value only serves the error's text. */
  void checkTimestamp(long timestamp, byte[] value, String metric, Map<String, String> tags) {
    if (timestamp > MAX_TIMESTAMP) {
      int flags = Math.max(0, value.length - 1);
      throw new InvalidInputException(
          "bad timestamp="
              + timestamp
              + " when trying to add value="
              + Arrays.toString(value)
              + "/"
              + flags
              + " to metric="
              + metric
              + ", tags="
              + tags);
    }
    if (millis(timestamp) > latest()) {
      throw new InvalidInputException(
          "timestamp="
              + timestamp
              + " is too far in the future when trying to add to metric="
              + metric
              + ", tags="
              + tags);
    }
  }

  /** As OpenTSDB stores an integer: the fewest of 1, 2, 4 and 8 bytes. */
  private static byte[] integerBytes(long value) {
    int length =
        value == (byte) value ? 1 : value == (short) value ? 2 : value == (int) value ? 4 : 8;
    byte[] all = ByteBuffer.allocate(8).putLong(value).array();
    return Arrays.copyOfRange(all, 8 - length, 8);
  }

  private static byte[] floatBytes(double value) {
    return value == (float) value
        ? ByteBuffer.allocate(4).putFloat((float) value).array()
        : ByteBuffer.allocate(8).putDouble(value).array();
  }

  /** Reads one {@code key=value} word into tags. */
  static void parseTag(Map<String, String> tags, String word) {
    int equals = word.indexOf('=');
    if (equals <= 0 || equals == word.length() - 1 || word.indexOf('=', equals + 1) >= 0) {
      throw new InvalidInputException("invalid tag: " + word);
    }
    String value = word.substring(equals + 1);
    String before = tags.putIfAbsent(word.substring(0, equals), value);
    if (before != null && !before.equals(value)) {
      throw new InvalidInputException("duplicate tag: " + word + ", tags=" + tags);
    }
  }

  /** The series of a metric and tags that OpenTSDB would store. */
  SeriesKey key(String metric, Map<String, String> tags) {
    if (tags.isEmpty()) {
      throw new InvalidInputException(
          "Need at least one tag (metric=" + metric + ", tags=" + tags + ")");
    }
    int maxTags = limits.get().maxTags();
    if (tags.size() > maxTags) {
      throw new InvalidInputException(
          "Too many tags: " + tags.size() + " maximum allowed: " + maxTags + ", tags: " + tags);
    }
    checkText("metric name", metric);
    tags.forEach((key, value) -> {
      checkText("tag name with value [" + value + "]", key);
      checkText("tag value with key [" + key + "]", value);
    });
    if (!known.test(metric)) {
      throw new InvalidInputException(UNKNOWN_METRIC + metric + "'");
    }
    return SeriesKey.of(metric, Tags.of(tags));
  }

  /** Whether a point was refused because its metric is new and none may be made. */
  static boolean isUnknownMetric(InvalidInputException e) {
    return String.valueOf(e.getMessage()).startsWith(UNKNOWN_METRIC);
  }

  /** Letters of any script, digits and {@code -_./}: the characters of a name or tag. */
  private static void checkText(String what, @Nullable String text) {
    if (text == null) {
      throw new InvalidInputException("Invalid " + what + ": null");
    }
    if (text.isEmpty()) {
      throw new InvalidInputException("Invalid " + what + ": empty string");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!legal(c)) {
        throw new InvalidInputException(
            "Invalid " + what + " (\"" + text + "\"): illegal character: " + c);
      }
    }
  }

  private static boolean legal(char c) {
    return Character.isLetter(c)
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '/';
  }
}
