package tidemark.relay.language;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Token.Kind;

/**
 * Cuts one file into tokens (contracts/relay.md 1). What a word is depends on the {@link LexState},
 * so the parser says it each time; a token that was only looked at is read again in the next state.
 */
final class Lexer {
  private static final String WORD_CHARACTERS = "[](){}|\\^?*$&%<>:/,._+-";
  private static final int LONGEST_STRING = 1023;

  private final String file;
  private final String text;
  private final int[] lineStarts;
  private int at;
  private int after;

  /**
   * A lexer at the beginning of a file.
   *
   * @param file as messages name it
   * @param text its content, a character for a byte
   */
  Lexer(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(i -> text.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  /** The next token, without moving behind it. */
  Token peek(LexState state) {
    skipBlanks();
    if (at == text.length()) {
      after = at;
      return token(Kind.END, "", at, 1);
    }
    char c = text.charAt(at);
    if (c == ';') {
      after = at + 1;
      return token(Kind.SEMICOLON, ";", at, 1);
    }
    if (c == '=' && state.keywords().contains("=")) {
      after = at + 1;
      return token(Kind.KEYWORD, "=", at, 1);
    }
    if (c == '"' && state.text()) {
      return quoted();
    }
    return word(state);
  }

  /** The next token; the lexer moves behind it. */
  Token take(LexState state) {
    Token token = peek(state);
    at = after;
    return token;
  }

  /** The digits that come next, as text; whatever else comes is not taken. */
  Token takeInteger() {
    skipBlanks();
    Token digits = takeGlued();
    return digits.length() > 0 ? digits : peek(LexState.NOTHING);
  }

  /** The digits at exactly this place, perhaps none. */
  Token takeGlued() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    Token token = token(Kind.TEXT, text.substring(at, end), at, end - at);
    at = end;
    return token;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        at++;
      } else {
        return;
      }
    }
  }

  private Token word(LexState state) {
    int end = endOfWord(at);
    String word = text.substring(at, end);
    List<String> keywords = state.keywords();
    if (state.text()) {
      if (keywords.contains(word)) {
        after = end;
        return token(Kind.KEYWORD, word, at, word.length());
      }
      if (end > at) {
        after = end;
        return token(Kind.TEXT, word, at, word.length());
      }
    } else {
      for (String keyword : keywords) {
        if (word.startsWith(keyword)) {
          after = at + keyword.length();
          return token(Kind.KEYWORD, keyword, at, keyword.length());
        }
      }
    }
    after = at + 1;
    return token(Kind.STRAY, text.substring(at, at + 1), at, 1);
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (isWordCharacter(c)) {
        end++;
      } else if (c == ' '
          && end > from
          && text.charAt(end - 1) == '\\'
          && end + 1 < text.length()
          && isWordCharacter(text.charAt(end + 1))) {
        end++;
      } else {
        break;
      }
    }
    return end;
  }

  private Token quoted() {
    int start = at;
    StringBuilder content = new StringBuilder();
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (content.isEmpty()) {
          throw error(token(Kind.STRAY, "", i, 1), "empty string");
        }
        after = i + 1;
        return token(Kind.TEXT, content.toString(), start, i + 1 - start);
      }
      if (c == '\n') {
        throw error(token(Kind.STRAY, "", i + 1, 1), "unterminated string");
      }
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i);
      }
      content.append(c);
      if (content.length() > LONGEST_STRING) {
        throw error(token(Kind.STRAY, "", i, 1), "string too long");
      }
    }
    throw error(token(Kind.STRAY, "", text.length(), 1), "unterminated string");
  }

  private Token token(Kind kind, String shown, int offset, int length) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Token(kind, shown, line + 1, offset - lineStarts[line], length);
  }

  /** The original's three lines: what and where, the line itself, carets below the place. */
  InvalidInputException error(Token at, String message) {
    List<String> lines = text.lines().toList();
    String line = at.line() <= lines.size() ? lines.get(at.line() - 1) : "";
    return new InvalidInputException(
        file
            + ":"
            + at.line()
            + ":"
            + at.column()
            + ": "
            + message
            + "\n"
            + line
            + "\n"
            + " ".repeat(at.column())
            + "^".repeat(Math.max(1, at.length())));
  }

  private static boolean isWordCharacter(char c) {
    return isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || WORD_CHARACTERS.indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
