package tidemark.relay.language;

import org.jspecify.annotations.Nullable;

/**
 * An expression that is no regular expression: letters, digits, {@code _}, {@code -} and escaped
 * characters of {@code . ^ * + \}, perhaps with {@code ^} before and {@code $} behind. Most of the
 * expressions in the field are of this kind, and comparing text is far cheaper.
 */
record PlainText(Expression.Kind kind, String text) {
  private static final String ESCAPABLE = ".^*+";

  /** The text to compare with, or null where only a regular expression will do. */
  static @Nullable PlainText of(String source) {
    boolean start = source.startsWith("^");
    boolean end = false;
    StringBuilder text = new StringBuilder();
    for (int i = start ? 1 : 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && i + 1 < source.length()) {
        char escaped = source.charAt(++i);
        if (escaped != '\\' && ESCAPABLE.indexOf(escaped) < 0) {
          return null;
        }
        text.append(escaped);
      } else if (c == '$' && i == source.length() - 1) {
        end = true;
      } else if (isPlain(c)) {
        text.append(c);
      } else {
        return null;
      }
    }
    return new PlainText(kind(start, end), text.toString());
  }

  private static Expression.Kind kind(boolean start, boolean end) {
    if (start) {
      return end ? Expression.Kind.EQUALS : Expression.Kind.STARTS;
    }
    return end ? Expression.Kind.ENDS : Expression.Kind.CONTAINS;
  }

  private static boolean isPlain(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '-';
  }
}
