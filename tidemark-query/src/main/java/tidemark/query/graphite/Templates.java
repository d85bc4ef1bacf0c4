package tidemark.query.graphite;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Replaces {@code template()} by its body, with {@code $name} and {@code $1} in paths replaced by
 * the template's values or the request's, which win (contracts/graphite.md 2). A path that is
 * nothing but a variable becomes the value itself; text in quotes is left alone.
 */
final class Templates {
  private Templates() {}

  /** The expression without templates. */
  static Expression expand(Expression expression, Map<String, String> variables) {
    if (!(expression instanceof Expression.Template template)) {
      return expression instanceof Expression.Call call
          ? rebuilt(call, argument -> expand(argument, variables))
          : expression;
    }
    // Longest names first, so that $host is not read as $h.
    Map<String, String> values =
        new TreeMap<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    for (int i = 0; i < template.values().size(); i++) {
      values.put(Integer.toString(i + 1), template.values().get(i).toString());
    }
    template.named().forEach((name, value) -> values.put(name, value.toString()));
    values.putAll(variables);
    return replaced(template.body(), values);
  }

  private interface Change {
    Expression of(Expression argument);
  }

  private static Expression rebuilt(Expression.Call call, Change change) {
    List<Expression> arguments = call.arguments().stream().map(change::of).toList();
    Map<String, Expression> named = new LinkedHashMap<>();
    call.named().forEach((name, argument) -> named.put(name, change.of(argument)));
    return new Expression.Call(
        call.function(), arguments, named, call.source(), call.start(), call.end());
  }

  private static Expression replaced(Expression expression, Map<String, String> values) {
    return switch (expression) {
      case Expression.Path path -> replaced(path, values);
      case Expression.Call call -> rebuilt(call, argument -> replaced(argument, values));
      case Expression.Literal literal -> literal;
      case Expression.Template template -> expand(template, values);
    };
  }

  private static Expression replaced(Expression.Path path, Map<String, String> values) {
    String text = path.text();
    for (Map.Entry<String, String> variable : values.entrySet()) {
      if (text.equals("$" + variable.getKey())) {
        return new Expression.Literal(value(variable.getValue()), path.start(), path.end());
      }
      text = text.replace("$" + variable.getKey(), variable.getValue());
    }
    return new Expression.Path(text, path.start(), path.end());
  }

  private static Value value(String text) {
    if (text.matches("-?[\\d.]+") && text.matches("-?\\d*\\.?\\d*") && text.matches(".*\\d.*")) {
      return new Value.Real(Double.parseDouble(text));
    }
    return new Value.Text(text);
  }
}
