package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * Reads a target by the grammar of contracts/graphite.md 2.
 *
 * <p>graphite-web takes the longest beginning that parses and drops the rest without a word, so
 * {@code scale(a} is the path {@code scale}. So do we, but {@link Parsed#warning} says where
 * reading stopped. Each method reads one thing at {@link #at} and returns it, or null with {@code
 * at} where it was: a failed call is tried again as a path.
 */
final class TargetParser {
  /** What was read, and what a person should know about what was not. */
  record Parsed(Expression expression, Optional<String> warning) {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?(?=\\s*(,|\\)|$))");
  private static final Pattern WORD = Pattern.compile("(?i)(true|false|none|inf)(?![A-Za-z0-9_$])");
  private static final String SPECIAL = "(){},.'\"\\|";

  /** Deeper nesting than anyone writes, far from the end of the stack. */
  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;
  private int depth;

  /** The farthest place that was looked at and did not fit. */
  private int stuck;

  private TargetParser(String text) {
    this.text = text;
  }

  /**
   * Reads a target.
   *
   * @throws InvalidInputException if not even its beginning is an expression
   */
  static Parsed parse(String target) {
    var parser = new TargetParser(target);
    Expression expression = parser.expression();
    if (expression == null) {
      throw new InvalidInputException(
          "Invalid target '"
              + target
              + "': no path or function call at character "
              + (parser.at + 1));
    }
    int end = parser.at;
    parser.blanks();
    if (parser.at == target.length()) {
      return new Parsed(expression, Optional.empty());
    }
    return new Parsed(
        expression,
        Optional.of(
            "read only the first "
                + end
                + " characters of target '"
                + target
                + "': cannot go on at character "
                + (Math.max(parser.stuck, end) + 1)));
  }

  private @Nullable Expression expression() {
    if (++depth > MAX_DEPTH) {
      throw new InvalidInputException(
          "Invalid target: calls nested more than " + MAX_DEPTH + " deep at character " + (at + 1));
    }
    blanks();
    Expression left = template();
    if (left == null) {
      left = call(null);
    }
    if (left == null) {
      left = path();
    }
    while (left != null) {
      int before = at;
      Expression piped = symbol('|') ? call(left) : null;
      if (piped == null) {
        at = before;
        break;
      }
      left = piped;
    }
    depth--;
    return left;
  }

  /** A call; {@code piped} becomes its first argument. */
  private @Nullable Expression call(@Nullable Expression piped) {
    blanks();
    int start = at;
    String name = match(NAME);
    // A template that does not parse as one is no function either, and reading it twice would
    // double the
    // work at each level.
    if (name == null || name.equals("template") || !symbol('(')) {
      return back(start);
    }
    List<Expression> arguments = new ArrayList<>();
    if (piped != null) {
      arguments.add(piped);
    }
    Map<String, Expression> named = new LinkedHashMap<>();
    if (!symbol(')')) {
      do {
        String key = argumentName();
        // A named argument needs a positional one before it, and none may come after it.
        boolean misplaced = key == null ? !named.isEmpty() : arguments.isEmpty();
        Expression argument = misplaced ? null : argument();
        if (argument == null) {
          return back(start);
        }
        if (key == null) {
          arguments.add(argument);
        } else {
          named.put(key, argument);
        }
      } while (symbol(','));
      if (!symbol(')')) {
        return back(start);
      }
    }
    return new Expression.Call(name, arguments, named, text.substring(start, at), start, at);
  }

  /** {@code name=} before an argument, or null. */
  private @Nullable String argumentName() {
    blanks();
    int before = at;
    String name = match(NAME);
    if (name == null || !symbol('=')) {
      at = before;
      return null;
    }
    return name;
  }

  private @Nullable Expression argument() {
    blanks();
    int start = at;
    Value value = literal();
    if (value != null) {
      // "true.x" is not a boolean followed by rubbish to graphite-web's caller: the list ends here.
      return new Expression.Literal(value, start, at);
    }
    return expression();
  }

  private @Nullable Value literal() {
    blanks();
    String word = match(WORD);
    if (word != null) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "true" -> new Value.Truth(true);
        case "false" -> new Value.Truth(false);
        case "none" -> new Value.None();
        default -> new Value.Real(Double.POSITIVE_INFINITY);
      };
    }
    Value number = number();
    return number == null ? string() : number;
  }

  private @Nullable Value number() {
    String number = match(NUMBER);
    if (number == null) {
      return null;
    }
    if (number.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9')) && number.length() < 19) {
      return new Value.Whole(Long.parseLong(number));
    }
    return new Value.Real(Double.parseDouble(number));
  }

  private Value.@Nullable Text string() {
    if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
      return null;
    }
    char quote = text.charAt(at);
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        String inside = text.substring(at + 1, i);
        at = i + 1;
        return new Value.Text(inside);
      }
    }
    stuck = text.length();
    return null;
  }

  private @Nullable Expression template() {
    int start = at;
    if (!text.startsWith("template", at)) {
      return null;
    }
    at += "template".length();
    if (!symbol('(')) {
      return back(start);
    }
    Expression body = call(null);
    body = body == null ? path() : body;
    if (body == null) {
      return back(start);
    }
    List<Value> values = new ArrayList<>();
    Map<String, Value> named = new LinkedHashMap<>();
    while (symbol(',')) {
      String key = argumentName();
      Value value = literal();
      if (value == null) {
        throw new InvalidInputException(
            "invalid template() syntax, only string/numeric arguments are allowed");
      }
      if (key == null) {
        values.add(value);
      } else {
        named.put(key, value);
      }
    }
    if (!symbol(')')) {
      return back(start);
    }
    return new Expression.Template(body, values, named, start, at);
  }

  private @Nullable Expression path() {
    blanks();
    int start = at;
    if (!element()) {
      return back(start);
    }
    while (at < text.length() && text.charAt(at) == '.') {
      at++;
      if (!element()) {
        at--;
        break;
      }
    }
    return new Expression.Path(text.substring(start, at), start, at);
  }

  /** Plain characters and enumerations in braces, at least one of them. */
  private boolean element() {
    int start = at;
    while (part() || enumeration()) {
      // One after the other.
    }
    return at > start || stuck();
  }

  private boolean part() {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\'
          && at + 1 < text.length()
          && (SPECIAL + "=").indexOf(text.charAt(at + 1)) >= 0) {
        at += 2;
      } else if (c > ' ' && c != 0x7f && SPECIAL.indexOf(c) < 0) {
        at++;
      } else {
        break;
      }
    }
    return at > start;
  }

  private boolean enumeration() {
    int start = at;
    if (at == text.length() || text.charAt(at) != '{') {
      return false;
    }
    do {
      at++;
      if (!part()) {
        stuck();
        at = start;
        return false;
      }
    } while (at < text.length() && text.charAt(at) == ',');
    if (at < text.length() && text.charAt(at) == '}') {
      at++;
      return true;
    }
    stuck();
    at = start;
    return false;
  }

  private boolean symbol(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return stuck();
  }

  private @Nullable String match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      stuck();
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }

  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean stuck() {
    stuck = Math.max(stuck, at);
    return false;
  }

  private @Nullable Expression back(int start) {
    stuck();
    at = start;
    return null;
  }
}
