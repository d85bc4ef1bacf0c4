package tidemark.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TagMatcher;
import tidemark.model.TextMatcher;

/** Selectors in short, for tables of tests. */
public final class Selectors {
  /** Every series. */
  public static final Selector ALL = new Selector.All();

  private Selectors() {}

  /** A Graphite path pattern. */
  public static Selector path(String pattern) {
    return new Selector.Path(PathPattern.parse(pattern));
  }

  /** One series by its canonical text. */
  public static Selector exact(String text) {
    return new Selector.Exact(SeriesKey.parse(text));
  }

  /**
   * seriesByTag's expressions: {@code name=cpu}, {@code host!=a}, {@code host=~web.*}, {@code
   * host!=~web}; regular expressions match at the start, and an empty {@code host=} means no such
   * tag.
   */
  public static Selector tagged(String... expressions) {
    TextMatcher name = TextMatcher.ANY;
    List<TagMatcher> tags = new ArrayList<>();
    for (String expression : expressions) {
      int equals = expression.indexOf('=');
      boolean not = expression.charAt(equals - 1) == '!';
      String key = expression.substring(0, not ? equals - 1 : equals);
      String text = expression.substring(equals + 1);
      TextMatcher positive =
          text.startsWith("~")
              ? new TextMatcher.Regex(Pattern.compile(text.substring(1)), TextMatcher.Anchor.START)
              : TextMatcher.exactly(text);
      TextMatcher matcher = not ? new TextMatcher.Not(positive) : positive;
      if (key.equals("name")) {
        name = matcher;
      } else {
        tags.add(new TagMatcher(key, matcher, not || text.isEmpty()));
      }
    }
    return new Selector.Tagged(name, tags, false);
  }
}
