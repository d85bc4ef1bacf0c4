package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * The functions of /api/query/gexp with their habits as recorded (contracts/opentsdb.md 8, cases
 * 729 to 747). Pure.
 */
final class GexpFunctions {
  /** Their names. */
  static final Set<String> NAMES =
      Set.of(
          "absolute",
          "alias",
          "diffSeries",
          "difference",
          "differenceSeries",
          "divide",
          "divideSeries",
          "highestCurrent",
          "highestMax",
          "movingAverage",
          "multiply",
          "multiplySeries",
          "scale",
          "shift",
          "sum",
          "sumSeries",
          "timeShift");

  private GexpFunctions() {}

  /**
   * What a function makes of its arguments.
   *
   * @param series one list for each argument that is a sub-query or a call
   * @param words the other arguments
   */
  static List<OutputSeries> apply(
      String function, List<List<OutputSeries>> series, List<String> words) {
    return switch (function) {
      case "alias" -> first(series).stream().map(s -> alias(s, String.join(",", words))).toList();
      case "scale" -> {
        double factor = number(words);
        yield each(series, s -> mapped(s.dps(), v -> v * factor));
      }
      case "absolute" -> each(series, GexpFunctions::absolute);
      case "movingAverage" -> {
        String window = word(words);
        yield each(series, s -> movingAverage(s.dps(), window));
      }
      case "highestCurrent" ->
          highest(series, words, dps -> dps.size() == 0 ? Double.NaN : dps.value(dps.size() - 1));
      case "highestMax" -> highest(series, words, GexpFunctions::greatest);
      case "shift", "timeShift" -> {
        long millis = millis(word(words));
        yield each(series, s -> shifted(s.dps(), millis));
      }
      case "sum", "sumSeries" -> joined(series, (a, b) -> a + b);
      case "difference", "diffSeries", "differenceSeries" -> joined(series, (a, b) -> a - b);
      case "multiply", "multiplySeries" -> joined(series, (a, b) -> a * b);
      case "divide", "divideSeries" -> joined(series, (a, b) -> b == 0 ? 0 : a / b);
      default ->
          throw new InvalidInputException("Function " + function + " has not been implemented");
    };
  }

  private static List<OutputSeries> first(List<List<OutputSeries>> series) {
    if (series.isEmpty()) {
      throw new InvalidInputException("the function has no series to work on");
    }
    return series.getFirst();
  }

  private static String word(List<String> words) {
    if (words.isEmpty()) {
      throw new InvalidInputException("the function wants another argument");
    }
    return words.getFirst();
  }

  private static double number(List<String> words) {
    String word = word(words);
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new InvalidInputException("Invalid parameter, must be a number: " + word, e);
    }
  }

  private static List<OutputSeries> each(
      List<List<OutputSeries>> series, java.util.function.Function<OutputSeries, Column> change) {
    return first(series).stream().map(s -> s.with(change.apply(s))).toList();
  }

  private static Column mapped(Column dps, DoubleUnaryOperator change) {
    var out = new Column(dps.size());
    for (int i = 0; i < dps.size(); i++) {
      out.add(dps.time(i), change.applyAsDouble(dps.value(i)));
    }
    return out;
  }

  private static Column absolute(OutputSeries series) {
    Column dps = series.dps();
    var out = new Column(dps.size());
    for (int i = 0; i < dps.size(); i++) {
      if (dps.isInteger(i)) {
        out.addInteger(dps.time(i), Math.abs(dps.integer(i)));
      } else {
        out.add(dps.time(i), Math.abs(dps.value(i)));
      }
    }
    return out;
  }

  /** The name keeps its quotes and the tags go, as recorded; {@code @key} is the tag's value. */
  private static OutputSeries alias(OutputSeries series, String name) {
    String shown = name;
    for (Map.Entry<String, String> tag : series.tags().entrySet()) {
      shown = shown.replace("@" + tag.getKey(), tag.getValue());
    }
    return new OutputSeries(
        series.index(),
        shown,
        Map.of(),
        List.of(),
        series.members(),
        series.tsuids(),
        series.dps(),
        series.nulls(),
        series.joined());
  }

  /** Over so many points, or over so much time, up to each point; 0 until there are so many. */
  private static Column movingAverage(Column dps, String window) {
    boolean timed = !window.chars().allMatch(Character::isDigit);
    long length = timed ? millis(unquoted(window)) : Long.parseLong(window);
    var out = new Column(dps.size());
    for (int i = 0; i < dps.size(); i++) {
      int from = i;
      double sum = 0;
      while (from >= 0 && (timed ? dps.time(from) > dps.time(i) - length : i - from < length)) {
        sum += dps.value(from--);
      }
      boolean full = timed ? dps.time(0) <= dps.time(i) - length : i + 1 >= length;
      out.add(dps.time(i), full ? sum / (i - from) : 0);
    }
    return out;
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.startsWith("'") || text.startsWith("\""))
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** A number and a unit. In quotes 2.4.1 does not understand it (cases 740 and 741). */
  private static long millis(String text) {
    int from = text.startsWith("'") || text.startsWith("\"") ? 1 : 0;
    int digits = from;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    String unit = text.substring(digits);
    long each =
        switch (unit) {
          case "ms" -> 1;
          case "s", "sec" -> 1000;
          case "m", "min" -> 60_000;
          case "h", "hr" -> 3_600_000;
          case "d", "day", "days" -> 86_400_000;
          case "w", "week", "weeks" -> 7 * 86_400_000L;
          default -> throw new InvalidInputException("unknown time unit=" + unit);
        };
    if (digits == from || digits - from > 12) {
      throw new InvalidInputException("Invalid parameter: " + text);
    }
    return Long.parseLong(text.substring(from, digits)) * each;
  }

  private static Column shifted(Column dps, long millis) {
    var out = new Column(dps.size());
    for (int i = 0; i < dps.size(); i++) {
      if (dps.isInteger(i)) {
        out.addInteger(dps.time(i) + millis, dps.integer(i));
      } else {
        out.add(dps.time(i) + millis, dps.value(i));
      }
    }
    return out;
  }

  private static double greatest(Column dps) {
    double greatest = Double.NaN;
    for (int i = 0; i < dps.size(); i++) {
      double value = dps.value(i);
      greatest = Double.isNaN(greatest) || value > greatest ? value : greatest;
    }
    return greatest;
  }

  private static List<OutputSeries> highest(
      List<List<OutputSeries>> series, List<String> words, ToDoubleFunction<Column> rank) {
    Comparator<OutputSeries> byRank =
        Comparator.comparingDouble(s -> {
          double value = rank.applyAsDouble(s.dps());
          return Double.isNaN(value) ? Double.POSITIVE_INFINITY : -value;
        });
    return first(series).stream().sorted(byRank).limit((long) number(words)).toList();
  }

  /** Series of equal tags, one of each argument, point by point; the first gives its name. */
  private static List<OutputSeries> joined(
      List<List<OutputSeries>> series, DoubleBinaryOperator operator) {
    if (series.size() < 2) {
      throw new InvalidInputException("the function wants two or more series lists");
    }
    boolean alone = series.stream().allMatch(list -> list.size() == 1);
    List<OutputSeries> out = new ArrayList<>();
    for (OutputSeries left : series.getFirst()) {
      OutputSeries made = left;
      for (List<OutputSeries> list : series.subList(1, series.size())) {
        OutputSeries right = alone ? list.getFirst() : alike(left, list);
        made = made == null || right == null ? null : made.with(points(made, right, operator));
      }
      if (made != null) {
        out.add(made.asJoined());
      }
    }
    return out;
  }

  private static @Nullable OutputSeries alike(OutputSeries series, List<OutputSeries> list) {
    return list.stream().filter(s -> s.tags().equals(series.tags())).findFirst().orElse(null);
  }

  /** Points at other times have nothing to be joined with: 2.4.1 says so in these words. */
  private static Column points(OutputSeries a, OutputSeries b, DoubleBinaryOperator operator) {
    Column left = a.dps();
    Column right = b.dps();
    var out = new Column(left.size());
    for (int i = 0; i < left.size(); i++) {
      if (left.size() != right.size() || left.time(i) != right.time(i)) {
        throw new InvalidInputException("No more elements");
      }
      out.add(left.time(i), operator.applyAsDouble(left.value(i), right.value(i)));
    }
    return out;
  }
}
