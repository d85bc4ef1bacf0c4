package tidemark.relay.carbon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Rule;
import tidemark.relay.language.Rule.ComputeFunction;
import tidemark.relay.language.Template;

/**
 * aggregation-rules.conf (contracts/carbon.md 13): {@code output (frequency) = method input}, where
 * names have fields, {@code <env>.applications.<app>.all.requests (60) = sum
 * <env>.applications.<app>.*.requests}. A result is written once, when its bucket is one frequency
 * old; carbon writes it again with each late value.
 */
final class AggregationRules {
  private static final Pattern LINE =
      Pattern.compile("(\\S+)\\s+\\(?(\\d+)\\)?\\s*=\\s*(\\S+)\\s+(\\S+)");
  private static final Pattern FIELD = Pattern.compile("<<?([^<>]+)>>?");
  private static final Map<String, ComputeFunction> METHODS =
      Map.of(
          "sum", ComputeFunction.SUM,
          "avg", ComputeFunction.AVERAGE,
          "min", ComputeFunction.MIN,
          "max", ComputeFunction.MAX,
          "count", ComputeFunction.COUNT);
  private static final Map<String, Integer> PERCENTILES =
      Map.of("p50", 50, "p75", 75, "p80", 80, "p90", 90, "p95", 95, "p99", 99);

  private AggregationRules() {}

  /**
   * Reads a file; without one there are no rules.
   *
   * @throws InvalidInputException if a line is none
   */
  static List<Rule> read(Path file) {
    List<Rule> rules = new ArrayList<>();
    int number = 0;
    for (String raw : CarbonFolder.lines(file)) {
      number++;
      String line = raw.strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        rules.add(rule(line, file + " line " + number + ": "));
      }
    }
    return rules;
  }

  private static Rule rule(String line, String place) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new InvalidInputException(place + "not 'output (seconds) = method input': " + line);
    }
    int frequency = Integer.parseInt(parts.group(2));
    if (frequency == 0) {
      throw new InvalidInputException(place + "a frequency of 0 seconds: " + line);
    }
    Map<String, Integer> fields = new LinkedHashMap<>();
    String input = pattern(parts.group(4), fields);
    Template output = Template.of(output(parts.group(1), fields, place), Dialect.V3_9);
    return new Rule.Aggregate(
        List.of(RelayRules.expression(input, place)),
        frequency,
        2 * frequency,
        Rule.Stamp.START,
        List.of(compute(parts.group(3), output, place)),
        List.of(),
        false);
  }

  private static Rule.Compute compute(String method, Template output, String place) {
    Integer percentile = PERCENTILES.get(method);
    if (percentile != null) {
      return new Rule.Compute(ComputeFunction.PERCENTILE, percentile, output);
    }
    ComputeFunction function = METHODS.get(method);
    if (function == null) {
      throw new InvalidInputException(
          place + "'" + method + "' is none of sum avg min max count p50 p75 p80 p90 p95 p99");
    }
    return new Rule.Compute(function, 0, output);
  }

  /** Component by component, as carbon's AggregationRule.build_regex. */
  private static String pattern(String input, Map<String, Integer> fields) {
    StringBuilder regex = new StringBuilder("^");
    for (String part : input.split("\\.", -1)) {
      if (regex.length() > 1) {
        regex.append("\\.");
      }
      Matcher field = FIELD.matcher(part);
      if (field.find()) {
        boolean overDots = part.startsWith("<<", field.start());
        fields.putIfAbsent(field.group(1), fields.size() + 1);
        regex.append(part, 0, field.start()).append(overDots ? "(.+?)" : "([^.]+?)");
        regex.append(part, field.end(), part.length());
      } else if (part.equals("*")) {
        regex.append("[^.]+");
      } else {
        regex.append(part.replace("*", "[^.]*"));
      }
    }
    return regex.append('$').toString();
  }

  private static String output(String template, Map<String, Integer> fields, String place) {
    Matcher field = FIELD.matcher(template);
    StringBuilder out = new StringBuilder();
    while (field.find()) {
      Integer number = fields.get(field.group(1));
      if (number == null) {
        throw new InvalidInputException(place + "the input has no field <" + field.group(1) + ">");
      }
      field.appendReplacement(out, Matcher.quoteReplacement("\\g{" + number + "}"));
    }
    return field.appendTail(out).toString();
  }
}
