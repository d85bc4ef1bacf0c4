package tidemark.relay.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * An expression of a rule. Most are plain text, perhaps anchored, and compared as such; whether one
 * is decides what the test mode prints, never a result (contracts/relay.md 2). Immutable; texts are
 * bytes as ISO-8859-1.
 */
public final class Expression {
  /** How it compares. */
  public enum Kind {
    ALL,
    CONTAINS,
    STARTS,
    ENDS,
    EQUALS,
    REGEX
  }

  /** Where it was found; {@code end} is exclusive. The first of the groups is number 1. */
  public record Found(String input, int start, int end, List<String> groups) {
    /** A capture group's text, empty where there is none. */
    public String group(int number) {
      return number < 1 || number > groups.size() ? "" : groups.get(number - 1);
    }
  }

  /** {@code match *}. */
  public static final Expression ANYTHING = new Expression("*", Kind.ALL, "", null, 0);

  private final String source;
  private final Kind kind;
  private final String text;
  private final @Nullable Pattern pattern;
  private final int groups;

  private Expression(String source, Kind kind, String text, @Nullable Pattern pattern, int groups) {
    this.source = source;
    this.kind = kind;
    this.text = text;
    this.pattern = pattern;
    this.groups = groups;
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidInputException if it is no regular expression; the message is the reason alone
   */
  public static Expression of(String source, Dialect dialect) {
    PlainText plain = PlainText.of(source);
    if (plain != null) {
      return new Expression(source, plain.kind(), plain.text(), null, 0);
    }
    try {
      Pattern pattern = Pattern.compile(RegexTranslation.of(source, dialect), Pattern.UNIX_LINES);
      return new Expression(source, Kind.REGEX, "", pattern, pattern.matcher("").groupCount());
    } catch (PatternSyntaxException e) {
      int offset = Math.max(0, e.getIndex());
      throw new InvalidInputException(e.getDescription() + " at offset " + offset, e);
    }
  }

  /** Whether the text matches. */
  public boolean matches(String input) {
    return switch (kind) {
      case ALL -> true;
      case CONTAINS -> input.contains(text);
      case STARTS -> input.startsWith(text);
      case ENDS -> input.endsWith(text);
      case EQUALS -> input.equals(text);
      case REGEX -> StepLimit.find(matcher(input)) != null;
    };
  }

  /** The leftmost match, or null. */
  public @Nullable Found find(String input) {
    int length = text.length();
    return switch (kind) {
      case ALL -> new Found(input, 0, input.length(), List.of());
      case CONTAINS -> at(input, input.indexOf(text), length);
      case STARTS -> at(input, input.startsWith(text) ? 0 : -1, length);
      case ENDS -> at(input, input.endsWith(text) ? input.length() - length : -1, length);
      case EQUALS -> at(input, input.equals(text) ? 0 : -1, length);
      case REGEX -> {
        Matcher matcher = StepLimit.find(matcher(input));
        yield matcher == null ? null : found(input, matcher);
      }
    };
  }

  /** Every match from left to right, none overlapping another. */
  List<Found> findAll(String input) {
    List<Found> all = new ArrayList<>();
    if (kind == Kind.REGEX) {
      Matcher matcher = matcher(input);
      while (StepLimit.find(matcher) != null) {
        all.add(found(input, matcher));
      }
      return all;
    }
    Found first = find(input);
    if (first != null) {
      all.add(first);
    }
    int from = first == null ? -1 : first.end();
    while (kind == Kind.CONTAINS && from >= 0) {
      Found next = at(input, input.indexOf(text, from), text.length());
      from = next == null ? -1 : next.end();
      if (next != null) {
        all.add(next);
      }
    }
    return all;
  }

  private static @Nullable Found at(String input, int start, int length) {
    return start < 0 ? null : new Found(input, start, start + length, List.of());
  }

  private Found found(String input, Matcher matcher) {
    List<String> texts = new ArrayList<>(groups);
    for (int i = 1; i <= groups; i++) {
      String group = matcher.group(i);
      texts.add(group == null ? "" : group);
    }
    return new Found(input, matcher.start(), matcher.end(), texts);
  }

  private Matcher matcher(String input) {
    Pattern regex = pattern;
    if (regex == null) {
      throw new IllegalStateException(source + " is no regular expression");
    }
    return regex.matcher(new StepLimit(input));
  }

  /** As written. */
  public String source() {
    return source;
  }

  public Kind kind() {
    return kind;
  }

  /** What a plain kind compares with. */
  public String text() {
    return text;
  }

  /** How many capture groups there are. */
  public int groups() {
    return groups;
  }

  @Override
  public String toString() {
    return source;
  }
}
