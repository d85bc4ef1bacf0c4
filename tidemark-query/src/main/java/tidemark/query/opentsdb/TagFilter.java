package tidemark.query.opentsdb;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tidemark.model.InvalidInputException;
import tidemark.model.TagMatcher;
import tidemark.model.TextMatcher;

/**
 * A condition on a tag, which may also group by it (contracts/opentsdb.md 5.3). Every filter, the
 * negative ones too, asks that the series has the tag.
 *
 * @param filter the argument, as written
 */
public record TagFilter(Type type, String tagk, String filter, boolean groupBy) {
  /** The kinds of filter, as /api/config/filters lists them. */
  public enum Type {
    ILITERAL_OR(
        "One or more exact values, separated by a vertical bar, without regard to case.",
        "host=iliteral_or(web01|WEB02)"),
    IWILDCARD(
        "A pattern in which * stands for any characters, without regard to case.",
        "host=iwildcard(Web*)"),
    LITERAL_OR(
        "One or more exact values, separated by a vertical bar.", "host=literal_or(web01|web02)"),
    NOT_ILITERAL_OR(
        "Any value but the given ones, without regard to case.", "host=not_iliteral_or(web01)"),
    NOT_LITERAL_OR("Any value but the given ones.", "host=not_literal_or(web01|web02)"),
    REGEXP(
        "A Java regular expression that is found anywhere in the value.", "host=regexp(^web\\d)"),
    WILDCARD("A pattern in which * stands for any characters.", "host=wildcard(web*)");

    private final String description;
    private final String example;

    Type(String description, String example) {
      this.description = description;
      this.example = example;
    }

    /** The name in queries. */
    public String shown() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
      return description;
    }

    public String example() {
      return example;
    }

    static Type named(String name) {
      for (Type type : values()) {
        if (type.shown().equalsIgnoreCase(name)) {
          return type;
        }
      }
      throw new InvalidInputException("Could not find a tag value filter of the type: " + name);
    }
  }

  /**
   * A filter by its parts.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static TagFilter of(String type, String tagk, String filter, boolean groupBy) {
    if (tagk.isEmpty()) {
      throw new InvalidInputException("The tagk cannot be null or empty");
    }
    if (filter.isEmpty()) {
      throw new InvalidInputException("Filter cannot be null or empty");
    }
    var made = new TagFilter(Type.named(type), tagk, filter, groupBy);
    made.matcher(); // refuses a bad regular expression
    return made;
  }

  /**
   * A filter in the short form: {@code *}, {@code web01}, {@code web01|web02}, {@code web*} (which
   * ignores case), or {@code type(argument)}.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static TagFilter parse(String tagk, String text, boolean groupBy) {
    int open = text.indexOf('(');
    if (open >= 0 && text.endsWith(")")) {
      String type = text.substring(0, open);
      String argument = text.substring(open + 1, text.length() - 1);
      if (argument.isEmpty()) {
        Type.named(type); // an unknown type is the first thing to say
      }
      return of(type, tagk, argument, groupBy);
    }
    if (text.equals("*")) {
      return of("wildcard", tagk, text, groupBy);
    }
    return of(text.indexOf('*') >= 0 ? "iwildcard" : "literal_or", tagk, text, groupBy);
  }

  /** The exact values, for those types that compare with such. */
  List<String> literals() {
    return List.of(filter.split("\\|", 0));
  }

  /** The condition as engines understand it. */
  TagMatcher matcher() {
    Set<String> literals = new HashSet<>(literals());
    TextMatcher value =
        switch (type) {
          case LITERAL_OR -> new TextMatcher.AnyOf(literals, false);
          case ILITERAL_OR -> new TextMatcher.AnyOf(literals, true);
          case NOT_LITERAL_OR -> new TextMatcher.Not(new TextMatcher.AnyOf(literals, false));
          case NOT_ILITERAL_OR -> new TextMatcher.Not(new TextMatcher.AnyOf(literals, true));
          case WILDCARD -> new TextMatcher.Wildcard(filter, false);
          case IWILDCARD -> new TextMatcher.Wildcard(filter, true);
          case REGEXP -> new TextMatcher.Regex(pattern(filter), TextMatcher.Anchor.NONE);
        };
    return new TagMatcher(tagk, value, false);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }
}
