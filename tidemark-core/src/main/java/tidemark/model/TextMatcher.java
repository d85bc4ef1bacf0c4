package tidemark.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition on a name or a tag value. Immutable. */
public sealed interface TextMatcher {
  /** Every text. */
  TextMatcher ANY = new Wildcard("*", false);

  boolean matches(String text);

  /** One text. */
  static TextMatcher exactly(String text) {
    return new AnyOf(Set.of(text), false);
  }

  /**
   * One of a set of texts.
   *
   * @param ignoreCase compares lower-case forms, as OpenTSDB's {@code iliteral_or}
   */
  record AnyOf(Set<String> texts, boolean ignoreCase) implements TextMatcher {
    public AnyOf {
      texts =
          ignoreCase
              ? Set.copyOf(texts.stream().map(t -> t.toLowerCase(Locale.ROOT)).toList())
              : Set.copyOf(texts);
    }

    @Override
    public boolean matches(String text) {
      return texts.contains(ignoreCase ? text.toLowerCase(Locale.ROOT) : text);
    }
  }

  /** {@code *} stands for any run of characters, everything else for itself. */
  final class Wildcard implements TextMatcher {
    private final String text;
    private final boolean ignoreCase;
    private final List<String> parts;

    public Wildcard(String text, boolean ignoreCase) {
      this.text = text;
      this.ignoreCase = ignoreCase;
      String folded = ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
      this.parts = List.of(folded.split("\\*", -1));
    }

    /** What every text that matches starts with; empty when there is no telling. */
    public String prefix() {
      return ignoreCase ? "" : parts.getFirst();
    }

    @Override
    public boolean matches(String candidate) {
      String s = ignoreCase ? candidate.toLowerCase(Locale.ROOT) : candidate;
      String first = parts.getFirst();
      if (parts.size() == 1) {
        return s.equals(first);
      }
      String last = parts.getLast();
      if (s.length() < first.length() + last.length()
          || !s.startsWith(first)
          || !s.endsWith(last)) {
        return false;
      }
      int at = first.length();
      int end = s.length() - last.length();
      for (String part : parts.subList(1, parts.size() - 1)) {
        int found = s.indexOf(part, at);
        if (found < 0 || found + part.length() > end) {
          return false;
        }
        at = found + part.length();
      }
      return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Wildcard w && w.text.equals(text) && w.ignoreCase == ignoreCase;
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return "Wildcard[" + text + (ignoreCase ? ", ignoring case]" : "]");
    }
  }

  /**
   * Where a regular expression must match: Graphite's at the start, OpenTSDB's anywhere,
   * Prometheus' whole.
   */
  enum Anchor {
    START,
    NONE,
    BOTH
  }

  /** A regular expression; {@link Pattern} has no equality, so neither has this. */
  record Regex(Pattern pattern, Anchor anchor) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      Matcher matcher = pattern.matcher(text);
      return switch (anchor) {
        case START -> matcher.lookingAt();
        case NONE -> matcher.find();
        case BOTH -> matcher.matches();
      };
    }
  }

  /** The opposite. */
  record Not(TextMatcher inner) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return !inner.matches(text);
    }
  }
}
