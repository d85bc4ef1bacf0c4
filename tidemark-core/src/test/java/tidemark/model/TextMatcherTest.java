package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tidemark.model.TextMatcher.Anchor;
import tidemark.model.TextMatcher.AnyOf;
import tidemark.model.TextMatcher.Not;
import tidemark.model.TextMatcher.Regex;
import tidemark.model.TextMatcher.Wildcard;

/** What is selected by text, by tag and by key. */
class TextMatcherTest {
  @Test
  void oneOfASet() {
    matches(new AnyOf(Set.of("a", "b"), false), "a", true);
    matches(new AnyOf(Set.of("a", "b"), false), "A", false);
    matches(new AnyOf(Set.of("A", "b"), true), "a", true);
    matches(new AnyOf(Set.of("A", "b"), true), "B", true);
    matches(TextMatcher.exactly("a*"), "ab", false);
  }

  @Test
  void starsStandForAnyRun() {
    matches(TextMatcher.ANY, "", true);
    matches(TextMatcher.ANY, "a", true);
    matches(new Wildcard("web*", false), "web", true);
    matches(new Wildcard("web*", false), "web01", true);
    matches(new Wildcard("web*", false), "aweb", false);
    matches(new Wildcard("*web", false), "aweb", true);
    matches(new Wildcard("a*a", false), "a", false);
    matches(new Wildcard("a*a", false), "aa", true);
    matches(new Wildcard("a*b*a", false), "aba", true);
    matches(new Wildcard("a*b*a", false), "abxba", true);
    matches(new Wildcard("a*bb*ba", false), "abba", false);
    matches(new Wildcard("a**b", false), "ab", true);
    matches(new Wildcard("a.b", false), "axb", false);
    matches(new Wildcard("WEB*1", true), "web01", true);
    matches(new Wildcard("WEB*1", false), "web01", false);
  }

  @Test
  void expressionsAreAnchoredAsTheirProtocolSays() {
    Pattern b = Pattern.compile("b");
    matches(new Regex(b, Anchor.START), "bc", true);
    matches(new Regex(b, Anchor.START), "ab", false);
    matches(new Regex(b, Anchor.NONE), "abc", true);
    matches(new Regex(b, Anchor.BOTH), "b", true);
    matches(new Regex(b, Anchor.BOTH), "bc", false);
  }

  @Test
  void theOpposite() {
    matches(new Not(TextMatcher.exactly("a")), "a", false);
    matches(new Not(TextMatcher.exactly("a")), "b", true);
  }

  @Test
  void aMissingTagIsWhatTheMatcherSays() {
    Tags tags = Tags.of("host", "a");
    assertThat(new TagMatcher("host", TextMatcher.ANY, false).matches(tags)).isTrue();
    assertThat(new TagMatcher("dc", TextMatcher.ANY, false).matches(tags)).isFalse();
    assertThat(new TagMatcher("dc", TextMatcher.ANY, true).matches(tags)).isTrue();
    assertThat(new TagMatcher("host", TextMatcher.exactly("b"), true).matches(tags)).isFalse();
  }

  @Test
  void selectorsTakePathsOrTaggedSeries() {
    SeriesKey path = SeriesKey.of("cpu");
    SeriesKey tagged = SeriesKey.parse("cpu;host=a");
    var byPath = new Selector.Path(PathPattern.parse("c*"));
    selects(byPath, path, true);
    selects(byPath, tagged, false);
    selects(new Selector.Exact(tagged), tagged, true);
    selects(new Selector.Exact(tagged), path, false);
    selects(new Selector.All(), path, true);
    selects(new Selector.All(), tagged, true);
    TextMatcher cpu = TextMatcher.exactly("cpu");
    selects(new Selector.Tagged(cpu, List.of(), false), path, false);
    selects(new Selector.Tagged(cpu, List.of(), true), path, true);
    selects(new Selector.Tagged(cpu, List.of(), false), tagged, true);
    var host = new TagMatcher("host", TextMatcher.exactly("a"), false);
    selects(new Selector.Tagged(cpu, List.of(host), true), path, false);
    selects(new Selector.Tagged(cpu, List.of(host), true), tagged, true);
    selects(new Selector.Tagged(TextMatcher.exactly("x"), List.of(host), true), tagged, false);
  }

  private static void matches(TextMatcher matcher, String text, boolean expected) {
    assertThat(matcher.matches(text)).as("%s on '%s'", matcher, text).isEqualTo(expected);
  }

  private static void selects(Selector selector, SeriesKey key, boolean expected) {
    assertThat(selector.matches(key)).as("%s on %s", selector, key).isEqualTo(expected);
  }
}
