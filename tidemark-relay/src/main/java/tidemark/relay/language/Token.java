package tidemark.relay.language;

/**
 * One token and where it stands.
 *
 * @param text the keyword, the word as written, or a quoted string without quotes and escapes
 * @param line counted from 1
 * @param column counted from 0, in bytes
 * @param length in bytes, at least 1: how many carets an error shows
 */
record Token(Kind kind, String text, int line, int column, int length) {
  enum Kind {
    KEYWORD,
    TEXT,
    SEMICOLON,
    END,
    /** A character that cannot begin a token here. */
    STRAY
  }

  boolean is(String keyword) {
    return kind == Kind.KEYWORD && text.equals(keyword);
  }

  /** As the original's messages name it. */
  String shown() {
    return switch (kind) {
      case KEYWORD -> "'" + text + "'";
      case TEXT -> "string";
      case SEMICOLON -> "';'";
      case END -> "end of file";
      case STRAY -> "character";
    };
  }
}
