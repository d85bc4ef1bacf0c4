package tidemark.ingest.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesSyntax;
import tidemark.model.SeriesTable;

/**
 * How {@link PlainBody} spells a series: the metric, a blank, and the inside of the tags' JSON
 * object as it was sent.
 *
 * <pre>sys.cpu.user "host":"web01","cpu":"0"</pre>
 *
 * <p>What is not plain is refused here without words, since it is read again by {@link JsonPoint}.
 * So is a series that nobody has sent yet: whether it may come is asked, and its refusal counted,
 * once.
 */
final class PlainSyntax implements SeriesSyntax {
  private final PutRules rules;
  private final SeriesTable known;

  PlainSyntax(PutRules rules, SeriesTable known) {
    this.rules = rules;
    this.known = known;
  }

  @Override
  public SeriesKey parse(byte[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] < ' ' || buffer[i] == '\\') {
        throw notPlain();
      }
    }
    String text = new String(buffer, offset, length, StandardCharsets.US_ASCII);
    int quote = text.indexOf('"');
    if (quote < 1) {
      throw notPlain();
    }
    SeriesKey key = rules.key(text.substring(0, quote - 1), tags(text, quote));
    if (!known.knows(key)) {
      throw notPlain();
    }
    return key;
  }

  /** Reads the members of the object; of a tag that comes twice the last counts. */
  private static Map<String, String> tags(String text, int from) {
    Map<String, String> tags = new HashMap<>();
    int i = from;
    while (true) {
      int keyEnd = string(text, i);
      int colon = space(text, keyEnd);
      if (!is(text, colon, ':')) {
        throw notPlain();
      }
      int value = space(text, colon + 1);
      int valueEnd = string(text, value);
      tags.put(text.substring(i + 1, keyEnd - 1), text.substring(value + 1, valueEnd - 1));
      i = space(text, valueEnd);
      if (i == text.length()) {
        return tags;
      }
      if (!is(text, i, ',')) {
        throw notPlain();
      }
      i = space(text, i + 1);
    }
  }

  /** Where the string ends that begins at an index. */
  private static int string(String text, int from) {
    int end = text.indexOf('"', from + 1);
    if (!is(text, from, '"') || end < 0) {
      throw notPlain();
    }
    return end + 1;
  }

  private static int space(String text, int from) {
    int i = from;
    while (is(text, i, ' ')) {
      i++;
    }
    return i;
  }

  private static boolean is(String text, int index, char wanted) {
    return index < text.length() && text.charAt(index) == wanted;
  }

  private static InvalidInputException notPlain() {
    return new InvalidInputException("not a plain point");
  }
}
