package tidemark.ingest.opentsdb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.Bytes;
import tidemark.ingest.LastTime;
import tidemark.ingest.PlainNumber;
import tidemark.model.Batch;
import tidemark.model.Interner;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesLimitException;

/**
 * Reads telnet {@code put} lines into the batch of one connection. Owned by one thread.
 *
 * <p>A plain line takes one pass over its bytes: {@link #plain}. It accepts only what {@link
 * #careful}, which is OpenTSDB's meaning and order of complaints in full, would accept in the same
 * way.
 */
final class PutParser {
  private final PutRules rules;
  private final Interner interner;
  private final Batch batch;
  private final PlainNumber number = new PlainNumber();
  private final LastTime lastTime = new LastTime();
  private long latest;
  private long millis;

  PutParser(PutRules rules, Interner interner) {
    this.rules = rules;
    this.interner = interner;
    this.batch = interner.batch();
  }

  Batch batch() {
    return batch;
  }

  /** Looks at the clock: once for each block of lines is enough. */
  void newBlock() {
    latest = rules.latest();
    lastTime.forget(); // the clock may have been set back
  }

  /**
   * Reads a plain line from behind {@code "put "}; the byte before {@code to} is a LF.
   *
   * @return where the next line begins, or -1 when the line wants more care; then nothing happened
   * @throws InvalidInputException what is wrong with the metric or a tag
   */
  int plain(byte[] b, int from, int to) {
    int metricEnd = Bytes.wordEnd(b, from, to);
    if (metricEnd == from || b[metricEnd] != ' ') {
      return -1;
    }
    int i = timestamp(b, metricEnd + 1, to);
    if (i < 0 || b[i] != ' ') {
      return -1;
    }
    i = number.read(b, i + 1);
    if (i < 0 || b[i] != ' ' || !(number.isInteger() || number.exact())) {
      return -1;
    }
    int end = Bytes.textEnd(b, i, to);
    int lf = b[end] == '\r' ? end + 1 : end;
    if (b[lf] != '\n') {
      return -1;
    }
    int tags = i + 1;
    int id = interner.resolve(b, from, metricEnd - from, tags, end - tags);
    number.addTo(batch, id, millis);
    return lf + 1;
  }

  /** Reads a timestamp into {@link #millis}; where it ends, or -1 when it wants more care. */
  private int timestamp(byte[] b, int from, int to) {
    if (lastTime.isAt(b, from, to) && b[from + LastTime.DIGITS] == ' ') {
      millis = lastTime.millis();
      return from + LastTime.DIGITS;
    }
    int i = number.read(b, from);
    if (i < 0 || !number.isInteger()) {
      return -1;
    }
    long timestamp = number.integer();
    millis = PutRules.millis(timestamp);
    if (timestamp <= 0 || timestamp > PutRules.MAX_TIMESTAMP || millis > latest) {
      return -1;
    }
    if (i - from == LastTime.DIGITS) {
      lastTime.remember(b, from, millis);
    }
    return i;
  }

  /**
   * Reads the words of any {@code put} line, the command among them.
   *
   * @return what the sender is told, or null when the point was taken
   */
  @Nullable String careful(String[] words) {
    try {
      put(words);
      return null;
    } catch (NumberFormatException e) {
      return "put: invalid value: " + e.getMessage();
    } catch (InvalidInputException e) {
      return refusal(e);
    } catch (SeriesLimitException e) {
      return "put: Storage error: " + e.getMessage();
    }
  }

  /** The line that tells the sender. */
  static String refusal(InvalidInputException e) {
    String what = PutRules.isUnknownMetric(e) ? "unknown metric" : "illegal argument";
    return "put: " + what + ": " + e.getMessage();
  }

  private void put(String[] words) {
    if (words.length < 5) {
      throw new InvalidInputException(
          "not enough arguments (need least 4, got " + (words.length - 1) + ")");
    }
    String metric = words[1];
    if (metric.isEmpty()) {
      throw new InvalidInputException("empty metric name");
    }
    // A point in a timestamp is dropped, so seconds with three decimals become milliseconds.
    long timestamp = PutRules.parseLong(words[2].replace(".", ""));
    if (timestamp <= 0) {
      throw new InvalidInputException("invalid timestamp: " + timestamp);
    }
    if (words[3].isEmpty()) {
      throw new InvalidInputException("empty value");
    }
    Map<String, String> tags = new HashMap<>();
    for (int i = 4; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        PutRules.parseTag(tags, words[i]);
      }
    }
    rules.add(interner, metric, timestamp, words[3], tags);
  }
}
