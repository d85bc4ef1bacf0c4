package tidemark.retention;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tidemark.model.InvalidInputException;

/**
 * A regular expression of Python's {@code re} as a {@link Pattern}. Both languages agree on nearly
 * all that people write about metric names; rewritten is what they do not agree on: {@code
 * (?P<name>)}, {@code (?P=name)}, {@code \Z}, a brace that is no quantifier, {@code {,n}}, and
 * {@code [} and {@code &&} inside a set. Classes such as {@code \d} and {@code \w} are Unicode's,
 * {@code $} knows only LF, as in Python.
 */
public final class PythonRegex {
  private static final Pattern NAMED = Pattern.compile("\\(\\?P(<|=)(\\w+)[>)]");
  private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d*)(,\\d*)?}");

  private PythonRegex() {}

  /**
   * Translates and compiles.
   *
   * @throws InvalidInputException if it is no regular expression; the message says where
   */
  public static Pattern compile(String python) {
    try {
      return Pattern.compile(
          translate(python), Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          "'" + python + "' is not a regular expression: " + e.getDescription(), e);
    }
  }

  static String translate(String python) {
    var out = new StringBuilder(python.length() + 8);
    boolean inSet = false;
    int setStart = 0;
    for (int i = 0; i < python.length(); i++) {
      char c = python.charAt(i);
      if (c == '\\' && i + 1 < python.length()) {
        char next = python.charAt(++i);
        out.append('\\').append(next == 'Z' ? 'z' : next);
      } else if (inSet) {
        boolean first = i == setStart;
        if (c == ']' && !first) {
          inSet = false;
          out.append(c);
        } else {
          out.append(c == '[' || c == '&' || c == ']' ? "\\" : "").append(c);
        }
      } else if (c == '[') {
        inSet = true;
        out.append(c);
        if (i + 1 < python.length() && python.charAt(i + 1) == '^') {
          out.append('^');
          i++;
        }
        setStart = i + 1;
      } else if (c == '{') {
        i += brace(python, i, out);
      } else if (c == '(') {
        i += group(python, i, out);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Appends a quantifier or a plain brace; how many characters beyond the first were taken. */
  private static int brace(String python, int at, StringBuilder out) {
    Matcher quantifier = QUANTIFIER.matcher(python).region(at, python.length());
    if (!quantifier.lookingAt() || quantifier.group().equals("{}")) {
      out.append("\\{");
      return 0;
    }
    boolean open = quantifier.group(1).isEmpty();
    out.append(open ? "{0" + quantifier.group().substring(1) : quantifier.group());
    return quantifier.group().length() - 1;
  }

  /** Appends the start of a group; how many characters beyond the first were taken. */
  private static int group(String python, int at, StringBuilder out) {
    Matcher named = NAMED.matcher(python).region(at, python.length());
    if (!named.lookingAt()) {
      out.append('(');
      return 0;
    }
    // Java's names have no underscore; nobody refers to these groups from outside.
    String name = "g" + named.group(2).replace("_", "0u");
    out.append(named.group(1).equals("<") ? "(?<" + name + ">" : "\\k<" + name + ">");
    return named.group().length() - 1;
  }
}
