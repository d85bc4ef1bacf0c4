package tidemark.server.cli;

import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;

/**
 * Series and a range of times, as words of the command line say them.
 *
 * @param text the words
 */
record PointSelection(String text, Selector selector, TimeRange range) {
  static PointSelection of(String verb, List<String> words) throws UsageException {
    if (words.isEmpty() || words.size() > 3) {
      throw new UsageException("expected storage " + verb + " PATTERN [FROM [UNTIL]]");
    }
    long from = words.size() > 1 ? seconds(words.get(1)) : TimeRange.ALL.from();
    long until = words.size() > 2 ? seconds(words.get(2)) : TimeRange.ALL.until();
    return new PointSelection(
        String.join(" ", words), selector(words.getFirst()), new TimeRange(from, until));
  }

  private static Selector selector(String text) {
    if (text.endsWith(";*")) {
      String name = text.substring(0, text.length() - 2);
      return new Selector.Tagged(TextMatcher.exactly(name), List.of(), false);
    }
    return text.contains(";")
        ? new Selector.Exact(SeriesKey.parse(text))
        : new Selector.Path(PathPattern.parse(text));
  }

  private static long seconds(String word) {
    if (!word.matches("\\d{1,11}")) {
      throw new InvalidInputException('"' + word + "\" is no time in seconds since 1970");
    }
    return Long.parseLong(word) * 1000;
  }

  /** All their points as stored. */
  Fetch fetch() {
    return Fetch.raw(selector, range, 0);
  }
}
