package tidemark.query.graphite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tidemark.model.InvalidInputException;

/**
 * Python's regular expressions in Java's words: {@code (?P<n>x)}, {@code (?P=n)}, {@code \Z} in
 * patterns, {@code \1} and {@code \g<n>} in replacements (contracts/graphite.md 8, 11).
 */
public final class PythonRegex {
  private PythonRegex() {}

  /**
   * Compiles a pattern.
   *
   * @throws InvalidInputException if it is none
   */
  public static Pattern compile(String python) {
    String java =
        python
            .replace("(?P<", "(?<")
            .replaceAll("\\(\\?P=(\\w+)\\)", "\\\\k<$1>")
            .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\Z", "$1\\\\z");
    try {
      return Pattern.compile(java);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          "Invalid regular expression '" + python + "': " + e.getDescription(), e);
    }
  }

  /** Python's {@code re.sub}: every match replaced; an unmatched group is empty. */
  public static String replaceAll(Pattern pattern, String replacement, String text) {
    Matcher matcher = pattern.matcher(text);
    var out = new StringBuilder();
    int last = 0;
    while (matcher.find()) {
      out.append(text, last, matcher.start());
      expand(replacement, matcher, out);
      last = matcher.end();
    }
    return out.append(text, last, text.length()).toString();
  }

  private static void expand(String replacement, Matcher matcher, StringBuilder out) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c != '\\' || i + 1 == replacement.length()) {
        out.append(c);
        continue;
      }
      char next = replacement.charAt(++i);
      if (next >= '1' && next <= '9') {
        int end = i + 1;
        if (end < replacement.length() && Character.isDigit(replacement.charAt(end))) {
          end++;
        }
        out.append(group(matcher, Integer.parseInt(replacement, i, end, 10), replacement));
        i = end - 1;
      } else if (next == 'g'
          && replacement.startsWith("<", i + 1)
          && replacement.indexOf('>', i) > 0) {
        int close = replacement.indexOf('>', i);
        out.append(group(matcher, replacement.substring(i + 2, close), replacement));
        i = close;
      } else if (next == 'n') {
        out.append('\n');
      } else if (next == 't') {
        out.append('\t');
      } else if (next == '\\') {
        out.append('\\');
      } else if (Character.isLetter(next)) {
        throw new InvalidInputException("bad escape \\" + next + " in '" + replacement + "'");
      } else {
        out.append('\\').append(next);
      }
    }
  }

  private static String group(Matcher matcher, String name, String replacement) {
    if (name.matches("[0-9]{1,3}")) {
      return group(matcher, Integer.parseInt(name), replacement);
    }
    try {
      String group = matcher.group(name);
      return group == null ? "" : group;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("no group '" + name + "' for '" + replacement + "'", e);
    }
  }

  private static String group(Matcher matcher, int number, String replacement) {
    if (number > matcher.groupCount()) {
      throw new InvalidInputException(
          "invalid group reference " + number + " in '" + replacement + "'");
    }
    String group = matcher.group(number);
    return group == null ? "" : group;
  }
}
