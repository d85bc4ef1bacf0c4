package tidemark.ingest.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesSyntax;

/**
 * How a telnet {@code put} spells a series once timestamp and value are taken out: {@code metric
 * key=value key=value}, in ISO-8859-1, with any number of blanks between the tags.
 */
final class PutSyntax implements SeriesSyntax {
  private final PutRules rules;

  PutSyntax(PutRules rules) {
    this.rules = rules;
  }

  @Override
  public SeriesKey parse(byte[] buffer, int offset, int length) {
    String text = new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
    String[] words = text.split(" ", -1);
    // OpenTSDB keeps tags in a HashMap and shows them in its order; so do its error lines.
    Map<String, String> tags = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        PutRules.parseTag(tags, words[i]);
      }
    }
    return rules.key(words[0], tags);
  }
}
