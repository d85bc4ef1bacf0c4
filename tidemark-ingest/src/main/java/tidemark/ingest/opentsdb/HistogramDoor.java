package tidemark.ingest.opentsdb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.ProtocolContext;
import tidemark.model.Histogram;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;

/** Takes histograms under the same rules as points (contracts/opentsdb.md 3 and 4). Thread-safe. */
public final class HistogramDoor {
  /** What is said where histograms are switched off. */
  public static final String OFF =
      "Histogram storage has not been enabled. Check the 'tsd.core.histograms.config'"
          + " configuration.";

  private final PutRules rules;
  private final HistogramSink sink;

  private HistogramDoor(PutRules rules, HistogramSink sink) {
    this.rules = rules;
    this.sink = sink;
  }

  /** A door to the policy's sink; null if it has none. */
  public static @Nullable HistogramDoor of(ProtocolContext context, PutPolicy policy) {
    HistogramSink sink = policy.histograms();
    return sink == null ? null : new HistogramDoor(new PutRules(context, policy), sink);
  }

  /**
   * Hands a histogram on.
   *
   * @param timestamp as sent, seconds or milliseconds, above 0
   * @throws InvalidInputException in OpenTSDB's words
   */
  public void put(String metric, long timestamp, Map<String, String> tags, Histogram histogram) {
    rules.checkTimestamp(timestamp, new byte[0], metric, tags);
    SeriesKey key = rules.key(metric, tags);
    sink.accept(key, PutRules.millis(timestamp), histogram);
  }

  /**
   * Takes the words of a telnet command: {@code histogram metric time id blob tags} or, without an
   * id, the ranges in words.
   */
  void put(String[] words) {
    if (words.length < 5) {
      throw new InvalidInputException(
          "not enough arguments (need least 5, got " + (words.length - 1) + ")");
    }
    if (words[1].isEmpty()) {
      throw new InvalidInputException("empty metric name");
    }
    long timestamp = PutRules.parseLong(words[2].replace(".", ""));
    if (timestamp <= 0) {
      throw new InvalidInputException("invalid timestamp: " + timestamp);
    }
    boolean hasId = !words[3].isEmpty() && words[3].chars().allMatch(Character::isDigit);
    String value = words[hasId ? 4 : 3];
    if (value.isEmpty()) {
      throw new InvalidInputException("empty histogram value");
    }
    Map<String, String> tags = new HashMap<>();
    for (int i = hasId ? 5 : 4; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        PutRules.parseTag(tags, words[i]);
      }
    }
    put(words[1], timestamp, tags, hasId ? HistogramText.blob(value) : HistogramText.words(value));
  }
}
