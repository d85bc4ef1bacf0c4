package tidemark.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.model.TextMatcher;

/**
 * What a matching text must start with, so that a regular expression runs over a range of the
 * sorted texts and not over all: {@code ^(web|db)[0-9]+} over those that start with {@code db} or
 * {@code web}. Only a hint: whatever is not understood has the empty prefix, and the matcher is
 * asked in any case.
 */
final class LiteralPrefixes {
  private static final List<String> NONE = List.of("");

  private final String regex;

  private LiteralPrefixes(String regex) {
    this.regex = regex;
  }

  /**
   * Prefixes of which none starts with another; every text that matches starts with one of them.
   */
  static List<String> of(TextMatcher matcher) {
    return switch (matcher) {
      case TextMatcher.Wildcard wildcard -> List.of(wildcard.prefix());
      case TextMatcher.Regex regex -> of(regex.pattern(), regex.anchor());
      case TextMatcher.AnyOf anyOf -> NONE;
      case TextMatcher.Not not -> NONE;
    };
  }

  private static List<String> of(Pattern pattern, TextMatcher.Anchor anchor) {
    if (pattern.flags() != 0) {
      return NONE;
    }
    boolean anchored = anchor != TextMatcher.Anchor.NONE;
    String regex = pattern.pattern();
    List<String> prefixes = new LiteralPrefixes(regex).alternatives(0, regex.length(), anchored);
    return prefixes == null ? NONE : withoutCovered(prefixes);
  }

  private static List<String> withoutCovered(List<String> prefixes) {
    List<String> kept = new ArrayList<>();
    for (String prefix : new TreeSet<>(prefixes)) { // a prefix comes right before what it covers
      if (kept.isEmpty() || !prefix.startsWith(kept.getLast())) {
        kept.add(prefix);
      }
    }
    return kept;
  }

  /** The prefixes of the alternatives between two places; null when there is no telling. */
  private @Nullable List<String> alternatives(int from, int to, boolean anchored) {
    List<String> prefixes = new ArrayList<>();
    int start = from;
    int depth = 0;
    for (int i = from; i <= to; i++) {
      char c = i == to ? '|' : regex.charAt(i);
      if (c == '\\' || c == '[') {
        if (alternationAfter(i, to)) {
          return null; // where the alternatives end is for a real parser to say
        }
        i = to - 1;
        depth = 0;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '|' && depth == 0) {
        List<String> some = alternative(start, i, anchored);
        if (some == null) {
          return null;
        }
        prefixes.addAll(some);
        start = i + 1;
      }
    }
    return prefixes;
  }

  private boolean alternationAfter(int from, int to) {
    int bar = regex.indexOf('|', from);
    return bar >= 0 && bar < to;
  }

  private @Nullable List<String> alternative(int from, int to, boolean anchored) {
    int start = from < to && regex.charAt(from) == '^' ? from + 1 : from;
    if (start == from && !anchored) {
      return null;
    }
    int group = groupStart(start, to);
    if (group >= 0) {
      int close = regex.indexOf(')', group);
      boolean plain = close >= 0 && close < to && isPlain(group, close);
      boolean optional = plain && close + 1 < to && "*?{".indexOf(regex.charAt(close + 1)) >= 0;
      return plain && !optional ? alternatives(group, close, true) : null;
    }
    return List.of(literal(start, to));
  }

  /** Where the inside of a group begins that stands at a place; -1 if none does. */
  private int groupStart(int at, int to) {
    if (at >= to || regex.charAt(at) != '(') {
      return -1;
    }
    return regex.startsWith("?:", at + 1) ? at + 3 : at + 1;
  }

  /** Whether there are neither groups nor classes nor escapes nor flags between two places. */
  private boolean isPlain(int from, int to) {
    for (int i = from; i < to; i++) {
      if ("([\\?".indexOf(regex.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The characters that stand for themselves, from a place on. */
  private String literal(int from, int to) {
    int end = from;
    while (end < to && isLiteral(regex.charAt(end))) {
      end++;
    }
    boolean lastMayBeMissing = end < to && end > from && "*?{".indexOf(regex.charAt(end)) >= 0;
    return regex.substring(from, lastMayBeMissing ? end - 1 : end);
  }

  private static boolean isLiteral(char c) {
    return c < 0x80 && "\\^$.|?*+()[]{}".indexOf(c) < 0;
  }
}
