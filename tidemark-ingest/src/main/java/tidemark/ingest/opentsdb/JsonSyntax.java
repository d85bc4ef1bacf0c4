package tidemark.ingest.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesSyntax;

/**
 * How a JSON point spells a series once it is read: the metric, then each tag, set apart by bytes
 * that never occur in UTF-8, since a JSON string may hold any character.
 *
 * <pre>metric FF key FE value FF key FE value ...    a value that is JSON's null: FD</pre>
 */
final class JsonSyntax implements SeriesSyntax {
  static final int TAG = 0xff;
  static final int VALUE = 0xfe;
  static final int NULL = 0xfd;

  private final PutRules rules;

  JsonSyntax(PutRules rules) {
    this.rules = rules;
  }

  @Override
  public SeriesKey parse(byte[] buffer, int offset, int length) {
    int to = offset + length;
    int metricEnd = find(buffer, offset, to, TAG);
    return rules.key(text(buffer, offset, metricEnd), tags(buffer, metricEnd, to));
  }

  /** The tags from the first {@link #TAG} on, in the order in which OpenTSDB shows them. */
  static Map<String, String> tags(byte[] b, int from, int to) {
    Map<String, @Nullable String> tags = new HashMap<>();
    for (int i = from; i < to; ) {
      int value = find(b, i, to, VALUE);
      int end = find(b, value, to, TAG);
      boolean isNull = end == value + 2 && (b[value + 1] & 0xff) == NULL;
      tags.put(text(b, i + 1, value), isNull ? null : text(b, value + 1, end));
      i = end;
    }
    @SuppressWarnings("NullAway") // A null is what PutRules refuses, in OpenTSDB's words.
    Map<String, String> withNulls = tags;
    return withNulls;
  }

  private static int find(byte[] b, int from, int to, int mark) {
    int i = from;
    while (i < to && (b[i] & 0xff) != mark) {
      i++;
    }
    return i;
  }

  private static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.UTF_8);
  }
}
