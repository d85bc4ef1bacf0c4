package tidemark.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Spellings for tests: a canonical text, and a metric with blank-separated tags in any order. */
final class Syntaxes {
  static final SeriesSyntax CANONICAL =
      (buffer, offset, length) ->
          SeriesKey.parse(new String(buffer, offset, length, StandardCharsets.UTF_8));

  static final SeriesSyntax PUT =
      (buffer, offset, length) -> {
        String[] words =
            new String(buffer, offset, length, StandardCharsets.UTF_8).trim().split(" +");
        return SeriesKey.of(
            words[0],
            Tags.of(
                Arrays.stream(words)
                    .skip(1)
                    .flatMap(tag -> Arrays.stream(tag.split("=", 2)))
                    .toList()));
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
