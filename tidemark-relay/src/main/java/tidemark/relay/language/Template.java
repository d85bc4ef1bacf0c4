package tidemark.relay.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a rewrite writes: text with references to capture groups, {@code \1}, {@code \_1} in lower
 * case, {@code \^1} in upper case, {@code \.1} with dots as underscores, combinations of these, and
 * {@code \g{1}} (contracts/relay.md 2). Immutable.
 */
public final class Template {
  private sealed interface Part {
    record Text(String text) implements Part {}

    record Group(int number, boolean lower, boolean upper, boolean dots) implements Part {}
  }

  private final String source;
  private final List<Part> parts;

  private Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = List.copyOf(parts);
  }

  /** Reads a template; there are no wrong ones. */
  public static Template of(String source, Dialect dialect) {
    return new Template(source, new Reader(source, dialect).read());
  }

  /**
   * Reads as the original does, its oddities included: a backslash that begins no reference is
   * lost, and so are marks behind it; right behind another reference marks are text.
   */
  private static final class Reader {
    private static final int MOST = 9999;

    private final String source;
    private final Dialect dialect;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int at;

    Reader(String source, Dialect dialect) {
      this.source = source;
      this.dialect = dialect;
    }

    List<Part> read() {
      boolean behindReference = false;
      while (at < source.length()) {
        char c = source.charAt(at++);
        if (c == '\\') {
          behindReference = reference(behindReference);
        } else {
          text.append(c);
          behindReference = false;
        }
      }
      flush();
      return parts;
    }

    /**
     * Reads what follows a backslash, as far as it is part of a reference; tells if there is one.
     */
    private boolean reference(boolean behindReference) {
      if (dialect == Dialect.V3_9 && source.startsWith("g{", at)) {
        int start = at;
        at += 2;
        if (marked(true) && at < source.length() && source.charAt(at) == '}') {
          at++;
          return true;
        }
        at = start;
        return false;
      }
      return marked(!behindReference);
    }

    private boolean marked(boolean marksAllowed) {
      boolean lower = false;
      boolean upper = false;
      boolean dots = false;
      if (marksAllowed && at < source.length()) {
        lower = source.charAt(at) == '_';
        upper = source.charAt(at) == '^';
        at += lower || upper ? 1 : 0;
        while (at < source.length() && source.charAt(at) == '.') {
          dots = true;
          at++;
        }
      }
      int digits = at;
      int number = 0;
      while (at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
        number = Math.min(MOST, number * 10 + source.charAt(at) - '0');
        at++;
      }
      if (at == digits) {
        return false;
      }
      flush();
      parts.add(new Part.Group(number, lower, upper, dots));
      return true;
    }

    private void flush() {
      if (!text.isEmpty()) {
        parts.add(new Part.Text(text.toString()));
        text.setLength(0);
      }
    }
  }

  /** The template's own text; without capture groups that is the template as it is. */
  public String expand(Expression expression, Expression.Found found) {
    if (expression.groups() == 0) {
      return source;
    }
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> out.append(text.text());
        case Part.Group group -> out.append(text(group, found));
      }
    }
    return out.toString();
  }

  /** The input with its matched part replaced. */
  public String replace(Expression expression, Expression.Found found) {
    String input = found.input();
    return input.substring(0, found.start())
        + expand(expression, found)
        + input.substring(found.end());
  }

  /** The input with every matched part replaced, from left to right, as Python's re.sub. */
  public String replaceAll(Expression expression, String input) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Expression.Found found : expression.findAll(input)) {
      out.append(input, at, found.start()).append(expand(expression, found));
      at = found.end();
    }
    return out.append(input.substring(at)).toString();
  }

  private static String text(Part.Group group, Expression.Found found) {
    String text = found.group(group.number());
    if (group.lower()) {
      text = lower(text);
    } else if (group.upper()) {
      text = upper(text);
    }
    return group.dots() ? text.replace('.', '_') : text;
  }

  // Names are bytes: only ASCII letters have a case, as in C's default locale.
  private static String lower(String text) {
    return isAscii(text) ? text.toLowerCase(Locale.ROOT) : mapped(text, 'A', 'Z', 32);
  }

  private static String upper(String text) {
    return isAscii(text) ? text.toUpperCase(Locale.ROOT) : mapped(text, 'a', 'z', -32);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String mapped(String text, char from, char to, int by) {
    return text.chars()
        .map(c -> c >= from && c <= to ? c + by : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** As written. */
  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return source;
  }
}
