package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A glob over one word: {@code *} any run, {@code ?} one character, {@code [a-z]} and {@code [!a]}
 * one of a set; an unclosed {@code [} stands for itself (contracts/graphite.md 3). Case-sensitive.
 * Immutable.
 *
 * <p>Matching keeps one place to go back to, the last {@code *}: an earlier one never needs another
 * try, so the cost is at most length of the word times length of the glob.
 */
final class Glob {
  private sealed interface Token {}

  private record One(int character) implements Token {}

  private record AnyOne() implements Token {}

  private record Star() implements Token {}

  /** Inclusive code point ranges, in pairs. */
  private record CharacterSet(List<Integer> ranges, boolean negated) implements Token {
    boolean holds(int character) {
      for (int i = 0; i < ranges.size(); i += 2) {
        if (ranges.get(i) <= character && character <= ranges.get(i + 1)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  private final List<Token> tokens;
  private final @Nullable String literal;

  private Glob(List<Token> tokens, @Nullable String literal) {
    this.tokens = tokens;
    this.literal = literal;
  }

  static Glob parse(String text) {
    List<Token> tokens = new ArrayList<>();
    int[] characters = text.codePoints().toArray();
    boolean plain = true;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == '*') {
        tokens.add(new Star());
        plain = false;
      } else if (c == '?') {
        tokens.add(new AnyOne());
        plain = false;
      } else if (c == '[' && closing(characters, i) > 0) {
        int close = closing(characters, i);
        tokens.add(set(characters, i + 1, close));
        i = close;
        plain = false;
      } else {
        tokens.add(new One(c));
      }
    }
    return new Glob(List.copyOf(tokens), plain ? text : null);
  }

  /**
   * The closing bracket of a set, which needs at least one character inside; -1 if there is none.
   */
  private static int closing(int[] characters, int open) {
    int i = open + 1;
    if (i < characters.length && characters[i] == '!') {
      i++;
    }
    for (i++; i < characters.length; i++) {
      if (characters[i] == ']') {
        return i;
      }
    }
    return -1;
  }

  private static CharacterSet set(int[] characters, int from, int to) {
    boolean negated = characters[from] == '!';
    List<Integer> ranges = new ArrayList<>();
    for (int i = negated ? from + 1 : from; i < to; i++) {
      boolean range = i + 2 < to && characters[i + 1] == '-';
      ranges.add(characters[i]);
      ranges.add(range ? characters[i + 2] : characters[i]);
      if (range) {
        i += 2;
      }
    }
    return new CharacterSet(List.copyOf(ranges), negated);
  }

  /** The one word this glob matches, or null when it has wildcards. */
  @Nullable String literal() {
    return literal;
  }

  /** What every word that matches starts with. */
  String prefix() {
    var prefix = new StringBuilder();
    for (Token token : tokens) {
      if (!(token instanceof One one)) {
        break;
      }
      prefix.appendCodePoint(one.character());
    }
    return prefix.toString();
  }

  /** The runs of plain characters, with a dot where the word begins and ends. */
  List<String> contained() {
    List<String> runs = new ArrayList<>();
    var run = new StringBuilder(".");
    for (Token token : tokens) {
      if (token instanceof One one) {
        run.appendCodePoint(one.character());
      } else {
        runs.add(run.toString());
        run.setLength(0);
      }
    }
    runs.add(run.append('.').toString());
    runs.removeIf(text -> text.length() < 2);
    return runs;
  }

  boolean matches(String word) {
    if (literal != null) {
      return literal.equals(word);
    }
    int token = 0;
    int at = 0;
    int starToken = -1;
    int starAt = 0;
    while (at < word.length()) {
      int c = word.codePointAt(at);
      if (token < tokens.size() && tokens.get(token) instanceof Star) {
        starToken = token++;
        starAt = at;
      } else if (token < tokens.size() && accepts(tokens.get(token), c)) {
        token++;
        at += Character.charCount(c);
      } else if (starToken >= 0) {
        token = starToken + 1;
        starAt += Character.charCount(word.codePointAt(starAt));
        at = starAt;
      } else {
        return false;
      }
    }
    while (token < tokens.size() && tokens.get(token) instanceof Star) {
      token++;
    }
    return token == tokens.size();
  }

  private static boolean accepts(Token token, int c) {
    return switch (token) {
      case One one -> one.character() == c;
      case AnyOne anyOne -> true;
      case CharacterSet set -> set.holds(c);
      case Star star -> false;
    };
  }
}
