package tidemark.query.graphite;

import tidemark.model.InvalidInputException;

/**
 * The first path in the name of a series. A name like {@code scale(a.b,2)} reads as a target again,
 * and its nodes are those of {@code a.b}.
 */
public final class FirstPath {
  private FirstPath() {}

  /** The first path of a name that ends in a parenthesis; any other name itself. */
  public static String of(String name) {
    if (!name.endsWith(")")) {
      return name;
    }
    try {
      return first(TargetParser.parse(name).expression(), name);
    } catch (InvalidInputException e) {
      return name; // an alias that only looks like a call
    }
  }

  private static String first(Expression expression, String name) {
    return switch (expression) {
      case Expression.Path path -> path.text();
      case Expression.Call call when !call.arguments().isEmpty() ->
          first(call.arguments().getFirst(), name);
      case Expression.Template template -> first(template.body(), name);
      case Expression.Call call -> name;
      case Expression.Literal literal -> name;
    };
  }
}
