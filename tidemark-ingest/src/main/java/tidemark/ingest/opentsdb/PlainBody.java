package tidemark.ingest.opentsdb;

import java.nio.charset.StandardCharsets;
import tidemark.ingest.Bytes;
import tidemark.ingest.LastTime;
import tidemark.ingest.PlainNumber;
import tidemark.model.Batch;
import tidemark.model.Interner;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesLimitException;

/**
 * Reads the usual {@code put} body in one pass: points that have the four fields and no others,
 * plain numbers, tags that are texts without escapes. It takes nothing that {@link JsonPoint} would
 * not take in the same way, and gives up on all else, whereupon the whole body is read by that.
 *
 * <p>A tag section is found by its closing brace alone. Its bytes, with the metric's, spell the
 * series, and {@link PlainSyntax} looks at what is inside on first sight: whatever was understood
 * then ends where it ended then. Owned by one thread.
 */
final class PlainBody {
  private static final long METRIC = word("\"metric\"");
  private static final long TIMESTA = word("\"timesta");
  private static final long VALUE = word("\"value\"\0");
  private static final long TAGS = word("\"tags\"\0\0");
  private static final long SEVEN = -1L >>> 8;
  private static final long SIX = -1L >>> 16;

  /** No point is shorter, so that words can be read where a field begins. */
  private static final int SHORTEST_REST = 10;

  private static final int HAS_METRIC = 1;
  private static final int HAS_TIMESTAMP = 2;
  private static final int HAS_VALUE = 4;
  private static final int HAS_TAGS = 8;
  private static final int COMPLETE = 15;

  private final Interner interner;
  private final Batch batch;
  private final PlainNumber number = new PlainNumber();
  private final LastTime lastTime = new LastTime();
  private long latest;
  private long millis;
  private int metric;
  private int metricEnd;
  private int tags;
  private int tagsEnd;

  PlainBody(Interner interner) {
    this.interner = interner;
    this.batch = interner.batch();
  }

  private static long word(String eight) {
    return Bytes.eight(eight.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /** Where the points go. */
  Interner interner() {
    return interner;
  }

  /**
   * Adds the points of a body to the batch.
   *
   * @param until the last millisecond that is taken
   * @return how many, or 0 when the body is not plain: then the batch is to be cleared
   */
  int read(byte[] b, long until) {
    latest = until;
    lastTime.forget(); // the clock may have been set back
    int to = b.length;
    while (to > 0 && isSpace(b[to - 1])) {
      to--;
    }
    int i = space(b, 0, to);
    if (i + SHORTEST_REST > to) {
      return 0;
    }
    try {
      // the bracket at the end also stops whoever reads digits
      return switch (b[to - 1]) {
        case '}' -> point(b, i, to) == to ? 1 : 0;
        case ']' -> b[i] == '[' ? points(b, i + 1, to - 1) : 0;
        default -> 0;
      };
    } catch (InvalidInputException | SeriesLimitException e) {
      return 0; // who reads it next says so
    }
  }

  private int points(byte[] b, int from, int to) {
    int i = from;
    for (int n = 1; ; n++) {
      i = point(b, space(b, i, to), to);
      if (i < 0) {
        return 0;
      }
      i = space(b, i, to);
      if (i == to) {
        return n;
      }
      if (b[i++] != ',') {
        return 0;
      }
    }
  }

  /** Reads an object; returns where it ends, -1 if it is not plain. */
  private int point(byte[] b, int from, int to) {
    if (from >= to || b[from] != '{') {
      return -1;
    }
    int has = 0;
    int i = from;
    do {
      i = space(b, i + 1, to);
      if (i + SHORTEST_REST > to) {
        return -1;
      }
      int field = field(b, i, to);
      has |= field;
      i = space(b, i + length(field), to);
      if (field == 0 || i >= to || b[i] != ':') {
        return -1;
      }
      i = value(field, b, space(b, i + 1, to), to);
      if (i < 0) {
        return -1;
      }
      i = space(b, i, to);
    } while (i < to && b[i] == ',');
    if (has != COMPLETE || i >= to || b[i] != '}') {
      return -1;
    }
    int id = interner.resolve(b, metric, metricEnd - metric, tags, tagsEnd - tags);
    number.addTo(batch, id, millis);
    return i + 1;
  }

  private static int field(byte[] b, int i, int to) {
    long word = Bytes.eight(b, i);
    if (word == METRIC) {
      return HAS_METRIC;
    }
    if (word == TIMESTA) {
      boolean rest = i + 10 < to && b[i + 8] == 'm' && b[i + 9] == 'p' && b[i + 10] == '"';
      return rest ? HAS_TIMESTAMP : 0;
    }
    if ((word & SEVEN) == VALUE) {
      return HAS_VALUE;
    }
    return (word & SIX) == TAGS ? HAS_TAGS : 0;
  }

  /** Bytes of a field's name and its quotes. */
  private static int length(int field) {
    return switch (field) {
      case HAS_METRIC -> 8;
      case HAS_TIMESTAMP -> 11;
      case HAS_VALUE -> 7;
      default -> 6;
    };
  }

  private int value(int field, byte[] b, int i, int to) {
    if (i + 1 >= to) {
      return -1;
    }
    return switch (field) {
      case HAS_METRIC -> metric(b, i, to);
      case HAS_TIMESTAMP -> timestamp(b, i, to);
      case HAS_VALUE -> number(b, i, to);
      default -> tags(b, i, to);
    };
  }

  private int metric(byte[] b, int i, int to) {
    metric = i + 1;
    metricEnd = Bytes.indexOf(b, metric, to, '"');
    return b[i] == '"' && metricEnd > metric && metricEnd < to ? metricEnd + 1 : -1;
  }

  private int tags(byte[] b, int i, int to) {
    tags = i + 1;
    tagsEnd = Bytes.indexOf(b, tags, to, '}');
    return b[i] == '{' && b[tags] == '"' && tagsEnd < to ? tagsEnd + 1 : -1;
  }

  private int timestamp(byte[] b, int from, int to) {
    int digits = from + LastTime.DIGITS;
    if (digits < to && lastTime.isAt(b, from, to) && !isDigit(b[digits])) {
      millis = lastTime.millis();
      return digits;
    }
    int i = from;
    long timestamp = 0;
    while (i < to && isDigit(b[i]) && timestamp <= PutRules.MAX_TIMESTAMP) {
      timestamp = 10 * timestamp + b[i++] - '0';
    }
    millis = PutRules.millis(timestamp);
    if (b[from] == '0' || timestamp == 0 || millis > latest || i == to || isDigit(b[i])) {
      return -1;
    }
    if (timestamp > PutRules.MAX_TIMESTAMP) {
      return -1;
    }
    if (i == digits) {
      lastTime.remember(b, from, millis);
    }
    return i;
  }

  /** Reads a number as JSON has it, which knows neither 01 nor 1. nor .5; quoted or not. */
  private int number(byte[] b, int i, int to) {
    boolean quoted = b[i] == '"';
    int from = quoted ? i + 1 : i;
    int first = b[from] == '-' ? from + 1 : from;
    if (first + 1 >= to || !isDigit(b[first]) || (b[first] == '0' && isDigit(b[first + 1]))) {
      return -1;
    }
    int end = number.read(b, from); // which ends before the bracket that ends the body
    if (end < 0 || !isDigit(b[end - 1]) || !(number.isInteger() || number.exact())) {
      return -1;
    }
    return !quoted ? end : b[end] == '"' ? end + 1 : -1;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static int space(byte[] b, int from, int to) {
    int i = from;
    while (i < to && isSpace(b[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
