package tidemark.relay.language;

import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * A PCRE or POSIX extended expression in the syntax of java.util.regex. The two agree but for
 * brackets (Java nests them and intersects at {@code &&}; POSIX has {@code [[:alpha:]]}), a brace
 * that is no quantifier, {@code ]} on its own, GNU's {@code \<} and {@code \>}, and {@code (?P<}.
 *
 * <p>What is not translated: of alternatives POSIX takes the longest, PCRE and Java the first
 * (contracts/relay.md 12); it shows only in what a rewrite replaces.
 */
final class RegexTranslation {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("digit", "\\p{Digit}"),
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("upper", "\\p{Upper}"),
          Map.entry("lower", "\\p{Lower}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\s"),
          Map.entry("blank", "\\p{Blank}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("xdigit", "\\p{XDigit}"),
          Map.entry("word", "\\w"));

  private final String source;
  private final Dialect dialect;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private RegexTranslation(String source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  static String of(String source, Dialect dialect) {
    return new RegexTranslation(source, dialect).translate();
  }

  private String translate() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> bracket();
        case '{' -> brace();
        case '}', ']' -> {
          out.append('\\').append(c);
          at++;
        }
        case '(' -> {
          boolean named = source.startsWith("(?P<", at);
          out.append(named ? "(?<" : "(");
          at += named ? 4 : 1;
        }
        case '*', '+', '?' -> quantifier();
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString();
  }

  private void escape() {
    if (at + 1 == source.length()) {
      out.append('\\');
      at++;
      return;
    }
    char c = source.charAt(at + 1);
    if (dialect == Dialect.V3_7_3 && (c == '<' || c == '>')) {
      out.append(c == '<' ? "\\b(?=\\w)" : "\\b(?<=\\w)");
    } else if (Character.isLetterOrDigit(c)) {
      out.append('\\').append(c);
    } else {
      out.append(quoted(c));
    }
    at += 2;
  }

  private static String quoted(char c) {
    return c < 0x80 && !Character.isWhitespace(c) && !Character.isISOControl(c)
        ? "\\" + c
        : String.format("\\x%02x", (int) c);
  }

  /** In POSIX's syntax a quantifier of a quantifier is one of the two, never lazy or possessive. */
  private void quantifier() {
    char c = source.charAt(at++);
    while (dialect == Dialect.V3_7_3
        && at < source.length()
        && "*+?".indexOf(source.charAt(at)) >= 0) {
      c = source.charAt(at++) == c ? c : '*';
    }
    out.append(c);
  }

  /** A brace begins a quantifier only as {@code {n}}, {@code {n,}} or {@code {n,m}}. */
  private void brace() {
    int end = at + 1;
    while (end < source.length() && isBound(source.charAt(end))) {
      end++;
    }
    if (end == source.length() && dialect == Dialect.V3_7_3) {
      throw new PatternSyntaxException("Unmatched \\{", source, at);
    }
    boolean quantifier =
        end < source.length()
            && source.charAt(end) == '}'
            && end > at + 1
            && Character.isDigit(source.charAt(at + 1));
    if (quantifier) {
      out.append(source, at, end + 1);
      at = end + 1;
    } else {
      out.append("\\{");
      at++;
    }
  }

  private static boolean isBound(char c) {
    return Character.isDigit(c) || c == ',';
  }

  private void bracket() {
    int start = at;
    out.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (at < source.length() && (first || source.charAt(at) != ']')) {
      member();
      first = false;
    }
    if (at == source.length()) {
      throw new PatternSyntaxException("missing terminating ] for character class", source, start);
    }
    out.append(']');
    at++;
  }

  private void member() {
    char c = source.charAt(at);
    int end = source.startsWith("[:", at) ? source.indexOf(":]", at + 2) : -1;
    String named = end < 0 ? null : CLASSES.get(source.substring(at + 2, end));
    if (named != null) {
      out.append(named);
      at = end + 2;
    } else if (c == '\\' && dialect == Dialect.V3_9 && at + 1 < source.length()) {
      char escaped = source.charAt(at + 1);
      out.append(Character.isLetterOrDigit(escaped) ? "\\" + escaped : quoted(escaped));
      at += 2;
    } else {
      out.append(c == '-' || Character.isLetterOrDigit(c) ? String.valueOf(c) : quoted(c));
      at++;
    }
  }
}
