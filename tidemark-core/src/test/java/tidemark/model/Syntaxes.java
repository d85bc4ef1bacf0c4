package tidemark.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Spellings for tests: a canonical text, and a metric with blank-separated tags in any order. */
final class Syntaxes {
  static final SeriesSyntax CANONICAL =
      (buffer, offset, length) ->
          SeriesKey.parse(new String(buffer, offset, length, StandardCharsets.UTF_8));

  static final SeriesSyntax PUT =
      (buffer, offset, length) -> {
        var words =
            new StringTokenizer(new String(buffer, offset, length, StandardCharsets.UTF_8), " =");
        String metric = words.nextToken();
        List<String> tags = new ArrayList<>();
        while (words.hasMoreTokens()) {
          tags.add(words.nextToken());
        }
        return SeriesKey.of(metric, Tags.of(tags));
      };

  private Syntaxes() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static int resolve(Interner interner, String text) {
    byte[] bytes = utf8(text);
    return interner.resolve(bytes, 0, bytes.length);
  }

  /** Resolves a metric and tags that are not adjacent, as in a telnet put. */
  static int resolve(Interner interner, String metric, String tags) {
    byte[] line = utf8("put " + metric + " 1704067200 42 " + tags + "\n");
    int tagsLength = utf8(tags).length;
    return interner.resolve(line, 4, utf8(metric).length, line.length - 1 - tagsLength, tagsLength);
  }
}
