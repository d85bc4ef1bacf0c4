package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Graphite path pattern: dotted components with {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]}
 * and <code>{a,b}</code>, none of which crosses a dot, and {@code **} for any number of components
 * (contracts/graphite.md 3). Immutable.
 *
 * <p>Braces that hold a dot cannot be matched within one component, so such a pattern is the union
 * of several {@link #alternatives()}; all others have exactly one.
 */
public final class PathPattern {
  /** More alternatives than anyone writes by hand; beyond it a pattern is an attack on memory. */
  private static final int MAX_EXPANSIONS = 10_000;

  /** Bounds the depth of the recursion that expands them. */
  private static final int MAX_BRACES = 200;

  private final String text;
  private final List<List<Component>> alternatives;

  private PathPattern(String text, List<List<Component>> alternatives) {
    this.text = text;
    this.alternatives = alternatives;
  }

  /**
   * Reads a pattern. Backslashes are dropped, as graphite-web does.
   *
   * @throws InvalidInputException if its braces are too many or expand to too many alternatives
   */
  public static PathPattern parse(String text) {
    String pattern = text.replace("\\", "");
    if (pattern.chars().filter(c -> c == '{').count() > MAX_BRACES) {
      throw new InvalidInputException(
          "pattern '" + pattern + "' has more than " + MAX_BRACES + " opening braces");
    }
    List<String> whole = bracesHoldDots(pattern) ? expand(pattern) : List.of(pattern);
    List<List<Component>> alternatives = new ArrayList<>(whole.size());
    for (String alternative : whole) {
      List<Component> components = new ArrayList<>();
      for (String component : splitAtDots(alternative)) {
        components.add(Component.parse(component));
      }
      alternatives.add(List.copyOf(components));
    }
    return new PathPattern(text, List.copyOf(alternatives));
  }

  /** The components to match one after the other, for each alternative. */
  public List<List<Component>> alternatives() {
    return alternatives;
  }

  /** Whether the pattern names exactly one path. */
  public boolean isLiteral() {
    return alternatives.size() == 1
        && alternatives.getFirst().stream().allMatch(c -> c.literal() != null);
  }

  /** Whether a whole path is meant. */
  public boolean matches(String path) {
    String[] parts = path.split("\\.", -1);
    for (List<Component> components : alternatives) {
      if (matches(components, parts)) {
        return true;
      }
    }
    return false;
  }

  /**
   * As {@link Glob} does, with components for characters: one place to go back to, the last {@code
   * **}, bounds the cost by the product of both lengths.
   */
  private static boolean matches(List<Component> components, String[] parts) {
    int c = 0;
    int p = 0;
    int anyDepth = -1;
    int anyDepthEnd = 0;
    while (p < parts.length) {
      Component component = c < components.size() ? components.get(c) : null;
      if (component != null && component.anyDepth()) {
        if (c == components.size() - 1) {
          return true; // as the last component it needs something below, and there is something
        }
        anyDepth = c++;
        anyDepthEnd = p;
      } else if (component != null && component.matches(parts[p])) {
        c++;
        p++;
      } else if (anyDepth >= 0) {
        c = anyDepth + 1;
        p = ++anyDepthEnd;
      } else {
        return false;
      }
    }
    return c == components.size();
  }

  private static boolean bracesHoldDots(String pattern) {
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (c == '.' && depth > 0 && pattern.indexOf('}', i) > 0) {
        return true;
      }
    }
    return false;
  }

  private static List<String> splitAtDots(String pattern) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      if (i == pattern.length() || pattern.charAt(i) == '.') {
        parts.add(pattern.substring(start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  /** All texts that the braces of a pattern stand for, in order; nested ones inside out. */
  static List<String> expand(String pattern) {
    int open = pattern.indexOf('{');
    int close = open < 0 ? -1 : closing(pattern, open);
    if (close < 0) {
      return List.of(pattern);
    }
    List<String> expanded = new ArrayList<>();
    String head = pattern.substring(0, open);
    List<String> tails = expand(pattern.substring(close + 1));
    for (String choice : splitChoices(pattern.substring(open + 1, close))) {
      for (String inner : expand(choice)) {
        for (String tail : tails) {
          if (expanded.size() == MAX_EXPANSIONS) {
            throw new InvalidInputException(
                "the braces of pattern '"
                    + pattern
                    + "' stand for more than "
                    + MAX_EXPANSIONS
                    + " texts");
          }
          expanded.add(head + inner + tail);
        }
      }
    }
    return expanded;
  }

  private static int closing(String pattern, int open) {
    int depth = 0;
    for (int i = open; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> splitChoices(String inside) {
    List<String> choices = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= inside.length(); i++) {
      char c = i == inside.length() ? ',' : inside.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if ((c == ',' && depth == 0) || i == inside.length()) {
        choices.add(inside.substring(start, i));
        start = i + 1;
      }
    }
    return choices;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return text;
  }

  /** What one level of a path must look like. */
  public static final class Component {
    private final String text;
    private final @Nullable String literal;
    private final boolean anyDepth;
    private final List<Glob> globs;

    private Component(String text, @Nullable String literal, boolean anyDepth, List<Glob> globs) {
      this.text = text;
      this.literal = literal;
      this.anyDepth = anyDepth;
      this.globs = globs;
    }

    private static Component parse(String text) {
      if (text.equals("**")) {
        return new Component(text, null, true, List.of(Glob.parse("*")));
      }
      List<Glob> globs = expand(text).stream().map(Glob::parse).toList();
      String literal = globs.size() == 1 ? globs.getFirst().literal() : null;
      return new Component(text, literal, false, globs);
    }

    /** The one word this component matches, or null when it is a pattern. */
    public @Nullable String literal() {
      return literal;
    }

    /** Whether this is {@code **}, which stands for any number of levels. */
    public boolean anyDepth() {
      return anyDepth;
    }

    /** Every word that matches starts with one of these; an empty one says nothing. */
    public List<String> prefixes() {
      return globs.stream().map(Glob::prefix).distinct().toList();
    }

    /**
     * For each glob of this component what a word must contain to match it: texts of at least two
     * characters, in which a dot stands for the start or the end of the word.
     */
    public List<List<String>> contained() {
      return globs.stream().map(Glob::contained).toList();
    }

    public boolean matches(String word) {
      if (literal != null) {
        return literal.equals(word);
      }
      for (Glob glob : globs) {
        if (glob.matches(word)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
