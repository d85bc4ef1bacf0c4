package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tidemark.model.InvalidInputException;

/**
 * A call of /api/query/gexp, {@code scale(sum:1m-avg:cpu{host=*},10)}, read into functions,
 * sub-queries and words (contracts/opentsdb.md 8).
 */
public sealed interface Gexp {
  /** A function and what stands between its parentheses. */
  record Apply(String function, List<Gexp> arguments) implements Gexp {}

  /** A sub-query in the form of the parameter m. */
  record Metric(SubQuery query) implements Gexp {}

  /** Anything else: a number, a name in quotes or not. */
  record Word(String text) implements Gexp {}

  /**
   * Reads a call.
   *
   * @throws InvalidInputException naming the text that makes no sense
   */
  static Gexp parse(String text) {
    String all = text.strip();
    int open = all.indexOf('(');
    boolean call = open > 0 && all.substring(0, open).chars().allMatch(Character::isLetterOrDigit);
    if (call) {
      if (!all.endsWith(")")) {
        throw new InvalidInputException("missing ')' in " + all);
      }
      String function = all.substring(0, open);
      if (!GexpFunctions.NAMES.contains(function)) {
        throw new InvalidInputException("Function " + function + " has not been implemented");
      }
      List<Gexp> arguments = new ArrayList<>();
      for (String argument : split(all.substring(open + 1, all.length() - 1))) {
        arguments.add(parse(argument));
      }
      return new Apply(function, arguments);
    }
    boolean quoted = all.startsWith("'") || all.startsWith("\"");
    return all.indexOf(':') >= 0 && !quoted
        ? new Metric(Expression.parse("exp", all).ofMetric())
        : new Word(all);
  }

  /** At the commas that are in no brackets and no quotes. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if ("({[".indexOf(c) >= 0) {
        depth++;
      } else if (")}]".indexOf(c) >= 0) {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    if (!text.substring(from).isBlank()) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  /** The sub-queries in it, from left to right. */
  default List<SubQuery> queries() {
    return switch (this) {
      case Apply call -> call.arguments().stream().flatMap(a -> a.queries().stream()).toList();
      case Metric metric -> List.of(metric.query());
      case Word _ -> List.of();
    };
  }

  /**
   * The series that it gives.
   *
   * @param answers of a sub-query
   * @throws InvalidInputException in OpenTSDB's words
   */
  default List<OutputSeries> evaluate(Function<SubQuery, List<OutputSeries>> answers) {
    return switch (this) {
      case Metric metric -> answers.apply(metric.query());
      case Word word -> throw new InvalidInputException("no series: " + word.text());
      case Apply call -> {
        List<List<OutputSeries>> series = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Gexp argument : call.arguments()) {
          if (argument instanceof Word word) {
            words.add(word.text());
          } else {
            series.add(argument.evaluate(answers));
          }
        }
        yield GexpFunctions.apply(call.function(), series, words);
      }
    };
  }
}
