package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * An arithmetic expression of /api/query/exp over named values, in the part of JEXL that OpenTSDB's
 * users write: {@code + - * / %}, comparisons, {@code && || !}, {@code a ? b : c}. A truth is 1 or
 * 0; division by zero is 0 and NaN is smaller than every number, as recorded (cases 714 and 725).
 */
final class Formula {
  /** A value computed from the variables, in the order of {@link #names}. */
  private interface Node {
    double of(double[] values);
  }

  private final String text;
  private final List<String> names = new ArrayList<>();
  private final Node root;
  private int at;

  private Formula(String text) {
    this.text = text;
    this.root = choice();
    if (!peek().isEmpty()) {
      throw unexpected();
    }
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidInputException naming the place that makes no sense
   */
  static Formula parse(String text) {
    return new Formula(text);
  }

  /** The variables, each once, in the order of their first use. */
  List<String> names() {
    return names;
  }

  double of(double[] values) {
    return root.of(values);
  }

  private InvalidInputException unexpected() {
    return new InvalidInputException(
        "Expression [%s] makes no sense at character %d".formatted(text, at + 1));
  }

  /** The next token, empty at the end; not taken. */
  private String peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int end = at;
    if (end < text.length() && wordy(text.charAt(end))) {
      while (end < text.length() && (wordy(text.charAt(end)) || exponentSign(end))) {
        end++;
      }
    } else if (end + 1 < text.length()
        && List.of("<=", ">=", "==", "!=", "&&", "||").contains(text.substring(end, end + 2))) {
      end += 2;
    } else if (end < text.length()) {
      end++;
    }
    return text.substring(at, end);
  }

  private static boolean wordy(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  /** The sign in {@code 1e-3}. */
  private boolean exponentSign(int i) {
    char c = text.charAt(i);
    return (c == '-' || c == '+')
        && Character.isDigit(text.charAt(at))
        && Character.toLowerCase(text.charAt(i - 1)) == 'e';
  }

  private boolean take(String... tokens) {
    String next = peek();
    if (next.isEmpty() || !List.of(tokens).contains(next)) {
      return false;
    }
    at += next.length();
    return true;
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }

  private static boolean holds(double value) {
    return value != 0 && !Double.isNaN(value);
  }

  private static int compare(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(!Double.isNaN(a), !Double.isNaN(b));
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }

  private Node choice() {
    Node condition = or();
    if (!take("?")) {
      return condition;
    }
    Node then = choice();
    if (!take(":")) {
      throw unexpected();
    }
    Node otherwise = choice();
    return v -> holds(condition.of(v)) ? then.of(v) : otherwise.of(v);
  }

  private Node or() {
    Node left = and();
    while (take("||", "or")) {
      Node a = left;
      Node b = and();
      left = v -> truth(holds(a.of(v)) || holds(b.of(v)));
    }
    return left;
  }

  private Node and() {
    Node left = comparison();
    while (take("&&", "and")) {
      Node a = left;
      Node b = comparison();
      left = v -> truth(holds(a.of(v)) && holds(b.of(v)));
    }
    return left;
  }

  private Node comparison() {
    Node a = sum();
    if (take("<=", "le")) {
      Node b = sum();
      return v -> truth(compare(a.of(v), b.of(v)) <= 0);
    }
    if (take(">=", "ge")) {
      Node b = sum();
      return v -> truth(compare(a.of(v), b.of(v)) >= 0);
    }
    if (take("<", "lt")) {
      Node b = sum();
      return v -> truth(compare(a.of(v), b.of(v)) < 0);
    }
    if (take(">", "gt")) {
      Node b = sum();
      return v -> truth(compare(a.of(v), b.of(v)) > 0);
    }
    if (take("==", "eq")) {
      Node b = sum();
      return v -> truth(compare(a.of(v), b.of(v)) == 0);
    }
    if (take("!=", "ne")) {
      Node b = sum();
      return v -> truth(compare(a.of(v), b.of(v)) != 0);
    }
    return a;
  }

  private Node sum() {
    Node left = product();
    while (true) {
      Node a = left;
      if (take("+")) {
        Node b = product();
        left = v -> a.of(v) + b.of(v);
      } else if (take("-")) {
        Node b = product();
        left = v -> a.of(v) - b.of(v);
      } else {
        return left;
      }
    }
  }

  private Node product() {
    Node left = unary();
    while (true) {
      Node a = left;
      if (take("*")) {
        Node b = unary();
        left = v -> a.of(v) * b.of(v);
      } else if (take("/", "div")) {
        Node b = unary();
        left = v -> b.of(v) == 0 ? 0 : a.of(v) / b.of(v);
      } else if (take("%", "mod")) {
        Node b = unary();
        left = v -> b.of(v) == 0 ? 0 : a.of(v) % b.of(v);
      } else {
        return left;
      }
    }
  }

  private Node unary() {
    if (take("-")) {
      Node a = unary();
      return v -> -a.of(v);
    }
    if (take("!", "not")) {
      Node a = unary();
      return v -> truth(!holds(a.of(v)));
    }
    if (take("(")) {
      Node inside = choice();
      if (!take(")")) {
        throw unexpected();
      }
      return inside;
    }
    return word();
  }

  private Node word() {
    String word = peek();
    if (word.isEmpty() || !wordy(word.charAt(0))) {
      throw unexpected();
    }
    if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
      double number;
      try {
        number = Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw unexpected();
      }
      at += word.length();
      return v -> number;
    }
    at += word.length();
    if (!names.contains(word)) {
      names.add(word);
    }
    int i = names.indexOf(word);
    return v -> v[i];
  }
}
