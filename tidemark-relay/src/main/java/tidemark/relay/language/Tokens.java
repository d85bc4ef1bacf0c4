package tidemark.relay.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Token.Kind;

/**
 * What a recursive descent asks of the lexer. Syntax errors are worded as the original's generated
 * parser words them: the unexpected token if it is one, and up to four that were expected.
 */
final class Tokens {
  private static final int MOST_EXPECTED = 4;

  private final Lexer lexer;
  private Token last;

  Tokens(Lexer lexer) {
    this.lexer = lexer;
    this.last = lexer.peek(LexState.STATEMENT);
  }

  Token peek(LexState state) {
    return lexer.peek(state);
  }

  /** Takes the keyword if it comes next. */
  boolean accept(LexState state, String keyword) {
    if (!lexer.peek(state).is(keyword)) {
      return false;
    }
    last = lexer.take(state);
    return true;
  }

  /** Takes the keyword, which must come next. */
  void require(LexState state, String keyword) {
    if (!accept(state, keyword)) {
      throw unexpected(lexer.peek(state), "'" + keyword + "'");
    }
  }

  /** Takes one of the keywords of this state. */
  String oneOf(LexState state, String... keywords) {
    Token token = lexer.peek(state);
    if (token.kind() != Kind.KEYWORD || !Arrays.asList(keywords).contains(token.text())) {
      throw unexpected(
          token, Arrays.stream(keywords).map(k -> "'" + k + "'").toArray(String[]::new));
    }
    last = lexer.take(state);
    return token.text();
  }

  /** Whether a word or string comes next. */
  boolean atText(LexState state) {
    return lexer.peek(state).kind() == Kind.TEXT;
  }

  /** Takes a word or string; errors say that these too could have come. */
  Token text(LexState state, String... others) {
    Token token = lexer.peek(state);
    if (token.kind() != Kind.TEXT) {
      String[] expected = new String[others.length + 1];
      expected[0] = "string";
      System.arraycopy(others, 0, expected, 1, others.length);
      throw unexpected(token, expected);
    }
    last = lexer.take(state);
    return last;
  }

  /** Takes the name of a compression. */
  Transport.Compression compression() {
    String word = oneOf(LexState.TRANSPORT, "plain", "gzip", "lz4", "snappy");
    return Transport.Compression.valueOf(word.toUpperCase(Locale.ROOT));
  }

  int integer() {
    Token token = lexer.takeInteger();
    if (token.kind() != Kind.TEXT) {
      throw unexpected(token, "integer");
    }
    last = token;
    try {
      return Integer.parseInt(token.text());
    } catch (NumberFormatException e) {
      throw error(token, "integer out of range");
    }
  }

  /** The digits right behind the token taken last, perhaps none. */
  Token glued() {
    return lexer.takeGlued();
  }

  /** Takes the semicolon behind a statement, looked for in this state. */
  void end(LexState state) {
    Token token = lexer.peek(state);
    if (token.kind() != Kind.SEMICOLON) {
      throw unexpected(token, "';'");
    }
    last = lexer.take(state);
  }

  /** The token taken last. */
  Token last() {
    return last;
  }

  /** A rule about meaning is broken; the original marks the token at which it noticed. */
  InvalidInputException error(Token at, String message) {
    return lexer.error(at, message);
  }

  InvalidInputException unexpected(Token token, String... expected) {
    StringBuilder message = new StringBuilder("syntax error");
    if (token.kind() != Kind.STRAY) {
      message.append(", unexpected ").append(token.shown());
    }
    if (expected.length <= MOST_EXPECTED) {
      message.append(
          Arrays.stream(expected).collect(Collectors.joining(" or ", ", expecting ", "")));
    }
    return lexer.error(token, message.toString());
  }
}
