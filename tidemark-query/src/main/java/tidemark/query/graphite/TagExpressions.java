package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.TagMatcher;
import tidemark.model.TextMatcher;
import tidemark.model.TextMatcher.Anchor;

/**
 * The conditions of {@code seriesByTag} and the tag API: {@code tag=value}, {@code !=}, {@code =~},
 * {@code !=~} (contracts/graphite.md 1.6). A series without the tag has the empty value.
 */
public final class TagExpressions {
  private static final Pattern EXPRESSION =
      Pattern.compile("([^;!=]+)(!?=~?)([^;]*)", Pattern.DOTALL);

  private TagExpressions() {}

  /**
   * One condition, read.
   *
   * @param matchesEmpty whether a series without the tag meets it
   * @param lookahead the same as a regular expression that consumes nothing
   */
  public record Condition(
      String tag, TextMatcher matcher, boolean matchesEmpty, String lookahead) {}

  /**
   * The series that meet all conditions.
   *
   * @throws InvalidInputException if a condition cannot be read or all of them are met by no tag at
   *     all
   */
  public static Selector selector(List<String> expressions) {
    List<Condition> conditions = expressions.stream().map(TagExpressions::condition).toList();
    if (conditions.stream().allMatch(Condition::matchesEmpty)) {
      throw new InvalidInputException("At least one tagspec must not match the empty string");
    }
    return filter(conditions);
  }

  /** The tagged series that meet all conditions, all tagged ones when there are none. */
  public static Selector filter(List<Condition> conditions) {
    List<TagMatcher> tags = new ArrayList<>();
    List<Condition> names = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition.tag().equals("name")) {
        names.add(condition);
      } else {
        tags.add(new TagMatcher(condition.tag(), condition.matcher(), condition.matchesEmpty()));
      }
    }
    return new Selector.Tagged(name(names), tags, false);
  }

  /**
   * All conditions on the name in one: a selector has room for one only, so several are one
   * pattern.
   */
  private static TextMatcher name(List<Condition> conditions) {
    if (conditions.size() < 2) {
      return conditions.isEmpty() ? TextMatcher.ANY : conditions.getFirst().matcher();
    }
    var all = new StringBuilder();
    conditions.forEach(condition -> all.append(condition.lookahead()));
    return new TextMatcher.Regex(PythonRegex.compile(all.toString()), Anchor.START);
  }

  /** Reads one condition. */
  public static Condition condition(String expression) {
    Matcher parts = EXPRESSION.matcher(expression);
    if (!parts.matches()) {
      throw new InvalidInputException("Invalid tagspec " + expression);
    }
    String spec = parts.group(3);
    boolean regex = parts.group(2).endsWith("~");
    boolean negated = parts.group(2).startsWith("!");
    TextMatcher positive =
        regex
            ? new TextMatcher.Regex(PythonRegex.compile(spec), Anchor.START)
            : TextMatcher.exactly(spec);
    TextMatcher matcher = negated ? new TextMatcher.Not(positive) : positive;
    String body = regex ? spec : Pattern.quote(spec) + "\\z";
    return new Condition(
        parts.group(1),
        matcher,
        matcher.matches(""),
        (negated ? "(?!" : "(?=") + "(?:" + body + "))");
  }
}
