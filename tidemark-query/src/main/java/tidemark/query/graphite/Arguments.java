package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;

/**
 * The checked arguments of one call, by parameter name. Asking for a parameter that the signature
 * does not have, or that was left out and has no default, is a mistake of the function.
 */
public final class Arguments {
  private final Map<String, List<Argument>> bound;
  private final Evaluation evaluation;
  private final Need inner;
  private final List<List<GraphiteSeries>> rewritten;

  Arguments(Map<String, List<Argument>> bound, Evaluation evaluation, Need inner) {
    this(bound, evaluation, inner, List.of());
  }

  private Arguments(
      Map<String, List<Argument>> bound,
      Evaluation evaluation,
      Need inner,
      List<List<GraphiteSeries>> rewritten) {
    this.bound = bound;
    this.evaluation = evaluation;
    this.inner = inner;
    this.rewritten = rewritten;
  }

  /** The request that the call is part of. */
  public GraphiteRequest request() {
    return evaluation.request();
  }

  /**
   * Ends the call if its request's time is up. For loops that may take long: once per series, or
   * per thousand windows.
   *
   * @throws tidemark.storage.StorageException that says why
   */
  public void checkTime() {
    evaluation.held().check();
  }

  /** Whether the parameter was given or has a default. */
  public boolean has(String parameter) {
    return bound.containsKey(parameter);
  }

  /**
   * The series given for a parameter over the call's first need; all of them when it is repeated.
   */
  public List<GraphiteSeries> seriesList(String parameter) {
    return seriesList(parameter, inner);
  }

  /** The same over another of the call's needs. */
  public List<GraphiteSeries> seriesList(String parameter, Need need) {
    List<List<GraphiteSeries>> lists = seriesLists(parameter, need);
    return lists.size() == 1 ? lists.getFirst() : lists.stream().flatMap(List::stream).toList();
  }

  /** The lists given for a repeated parameter, one per argument. */
  public List<List<GraphiteSeries>> seriesLists(String parameter) {
    return seriesLists(parameter, inner);
  }

  private List<List<GraphiteSeries>> seriesLists(String parameter, Need need) {
    List<List<GraphiteSeries>> lists = new ArrayList<>();
    for (Argument argument : bound.getOrDefault(parameter, List.of())) {
      lists.add(
          switch (argument) {
            case Argument.Computed(List<GraphiteSeries> series) -> series;
            case Argument.Unevaluated(Expression expression) ->
                evaluation.evaluate(expression, need);
            case Argument.Plain plain -> List.of();
          });
    }
    return lists;
  }

  /**
   * The longest step among the series of a parameter over a range, 0 when there are none. A need
   * that depends on it makes the plan read that range first.
   */
  public int longestStep(String parameter, Need need) {
    int longest = 0;
    for (Argument argument : bound.getOrDefault(parameter, List.of())) {
      if (argument instanceof Argument.Unevaluated(Expression expression)) {
        evaluation.readFor(expression, need);
      }
    }
    for (GraphiteSeries series : seriesList(parameter, need)) {
      longest = Math.max(longest, series.step());
    }
    return longest;
  }

  /**
   * The literal given for a parameter; of type {@code any} it may be series instead: then nothing.
   */
  public Optional<Value> value(String parameter) {
    List<Argument> arguments = bound.getOrDefault(parameter, List.of());
    return !arguments.isEmpty()
            && arguments.getFirst() instanceof Argument.Plain(Value value, int at)
        ? Optional.of(value)
        : Optional.empty();
  }

  private Value required(String parameter) {
    return value(parameter)
        .orElseThrow(() -> new IllegalStateException("no argument for parameter " + parameter));
  }

  public double number(String parameter) {
    return switch (required(parameter)) {
      case Value.Real(double real) -> real;
      case Value.Whole(long whole) -> whole;
      case Value other -> throw new IllegalStateException(parameter + " is no number: " + other);
    };
  }

  /** The number, if one was given. */
  public OptionalDouble optionalNumber(String parameter) {
    return has(parameter) ? OptionalDouble.of(number(parameter)) : OptionalDouble.empty();
  }

  /** The whole number, cut to what an {@code int} holds. */
  public int whole(String parameter) {
    return Math.clamp((long) number(parameter), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public boolean flag(String parameter) {
    return required(parameter) instanceof Value.Truth(boolean truth) && truth;
  }

  public String text(String parameter) {
    return required(parameter).toString();
  }

  /** The text, if one was given. */
  public Optional<String> optionalText(String parameter) {
    return value(parameter).map(Value::toString);
  }

  /** Seconds of an interval; {@code 1h} is an hour forward. */
  public long interval(String parameter) {
    return read(parameter, TimeText::interval);
  }

  /** A regular expression as Python writes it. */
  public Pattern regex(String parameter) {
    return read(parameter, PythonRegex::compile);
  }

  /** How values become one: an aggregation or a percentile. */
  public Reduction reduction(String parameter) {
    return read(
        parameter,
        word ->
            Reduction.of(word)
                .orElseThrow(
                    () -> new InvalidInputException("Unsupported aggregation function: " + word)));
  }

  /** All literals given for a repeated parameter. */
  public List<Value> values(String parameter) {
    List<Value> values = new ArrayList<>();
    for (Argument argument : bound.getOrDefault(parameter, List.of())) {
      if (argument instanceof Argument.Plain(Value value, int at)) {
        values.add(value);
      }
    }
    return values;
  }

  /**
   * The result of another function over a list of series, for functions that take the name of one.
   *
   * @throws InvalidInputException if there is no such function or it wants more than series
   */
  public List<GraphiteSeries> call(String function, List<GraphiteSeries> series, Need outer) {
    return evaluation.call(function, List.of(new Argument.Computed(series)), outer);
  }

  /** The same over several lists, each an argument of its own. */
  public List<GraphiteSeries> callOver(
      String function, List<List<GraphiteSeries>> lists, Need outer) {
    List<Argument> given = new ArrayList<>();
    lists.forEach(list -> given.add(new Argument.Computed(list)));
    return evaluation.call(function, given, outer);
  }

  /** Seconds of a time; relative ones are relative to the request's clock. */
  public long time(String parameter) {
    return read(parameter, text -> TimeText.parse(text, request().now(), request().zone()));
  }

  /** What a {@link GraphiteRewrite}'s targets gave, one list for each of them in their order. */
  public List<List<GraphiteSeries>> rewritten() {
    return rewritten;
  }

  Arguments withRewritten(List<List<GraphiteSeries>> lists) {
    return new Arguments(bound, evaluation, inner, lists);
  }

  /** Reads the text of a parameter; if the reading refuses it, the error names the argument. */
  public <T> T read(String parameter, Function<String, T> reading) {
    String text = text(parameter);
    try {
      return reading.apply(text);
    } catch (InvalidInputException e) {
      blame(parameter);
      throw e;
    }
  }

  /** An error to throw that names the argument: its value makes no sense. */
  public InvalidInputException refused(String parameter, String message) {
    blame(parameter);
    return new InvalidInputException(message);
  }

  private void blame(String parameter) {
    List<Argument> given = bound.getOrDefault(parameter, List.of());
    evaluation.blame().argument(parameter, given.isEmpty() ? -1 : given.getFirst().at());
  }

  /**
   * Asks for room for values that are more than those of the arguments: what a function makes out
   * of nothing counts against the limit on points, before there is an array for it.
   *
   * @throws InvalidInputException if the request makes too many
   */
  public void allot(long values) {
    evaluation.allot(values);
  }
}
