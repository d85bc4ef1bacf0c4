package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;

/**
 * One request on its way: plan, read, evaluate. {@link #plan} walks the targets from the outside in
 * and notes what they need over which range; {@link #read} reads each of it once; {@link #evaluate}
 * computes from the inside out and reads nothing. Used by one thread.
 *
 * <p>A need that depends on the step of series, as a moving average over 5 points does, is the one
 * exception to the order: the plan then reads and evaluates that argument before it goes on.
 */
final class Evaluation {
  private record Read(String expression, Need need) {}

  private final GraphiteRequest request;
  private final SeriesReader reader;
  private final Map<String, GraphiteFunction> functions;
  private final Map<Read, Selector> pending = new LinkedHashMap<>();
  private final Map<Read, List<GraphiteSeries>> found = new HashMap<>();
  private final IdentityHashMap<Expression, Map<Need, List<GraphiteSeries>>> done =
      new IdentityHashMap<>();
  private final IdentityHashMap<Expression, Set<Need>> planned = new IdentityHashMap<>();
  private final Map<String, double[]> stacks = new HashMap<>();
  private double xFilesFactor;
  private Optional<Expression.Call> failed = Optional.empty();

  Evaluation(
      GraphiteRequest request, SeriesReader reader, Map<String, GraphiteFunction> functions) {
    this.request = request;
    this.reader = reader;
    this.functions = functions;
    this.xFilesFactor = request.xFilesFactor();
  }

  GraphiteRequest request() {
    return request;
  }

  double xFilesFactor() {
    return xFilesFactor;
  }

  void setXFilesFactor(double factor) {
    xFilesFactor = factor;
  }

  double[] stack(String name, double[] values) {
    double[] below = stacks.getOrDefault(name, new double[0]);
    double[] sum = Arrays.copyOf(below, Math.max(below.length, values.length));
    double[] shown = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      sum[i] += Double.isNaN(values[i]) ? 0 : values[i];
      shown[i] = Double.isNaN(values[i]) ? values[i] : sum[i];
    }
    stacks.put(name, sum);
    return shown;
  }

  /** The innermost call that refused its arguments, for an error that names the place. */
  Optional<Expression.Call> failed() {
    return failed;
  }

  /** Notes what an expression needs over a range. */
  void plan(Expression expression, Need need) {
    if (!planned.computeIfAbsent(expression, e -> new LinkedHashSet<>()).add(need)) {
      return;
    }
    switch (expression) {
      case Expression.Path path -> pend(path.text(), need, Paths.selector(path.text()));
      case Expression.Call call when call.function().equals("seriesByTag") ->
          within(
              call,
              () -> {
                pend(call.source(), need, Optional.of(tagged(call)));
                return List.of();
              });
      case Expression.Call call ->
          within(
              call,
              () -> {
                planCall(call, need);
                return List.of();
              });
      case Expression.Literal literal -> {}
      case Expression.Template template -> throw new IllegalStateException("template left");
    }
  }

  private void planCall(Expression.Call call, Need outer) {
    GraphiteFunction function = function(call.function());
    Map<String, List<Argument>> bound = bind(function, call);
    List<Need> needs = function.needs(outer, new Arguments(bound, this, outer));
    for (List<Argument> arguments : bound.values()) {
      for (Argument argument : arguments) {
        if (argument instanceof Argument.Unevaluated(Expression expression)) {
          needs.forEach(need -> plan(expression, need));
        }
      }
    }
  }

  private void pend(String expression, Need need, Optional<Selector> selector) {
    Read read = new Read(expression, need);
    if (selector.isEmpty()) {
      found.put(read, List.of());
    } else if (!found.containsKey(read)) {
      pending.put(read, selector.get());
    }
  }

  /** Reads all that was planned and not read yet. */
  void read() {
    pending.forEach((read, selector) ->
        found.put(read, reader.read(read.expression(), selector, read.need(), request)));
    pending.clear();
  }

  /** Plans and reads one argument while its call is still being planned. */
  void readFor(Expression expression, Need need) {
    plan(expression, need);
    read();
  }

  /** The series of an expression over a range that was planned and read. */
  List<GraphiteSeries> evaluate(Expression expression, Need need) {
    Map<Need, List<GraphiteSeries>> results =
        done.computeIfAbsent(expression, e -> new HashMap<>());
    List<GraphiteSeries> known = results.get(need);
    if (known != null) {
      return known;
    }
    List<GraphiteSeries> result =
        switch (expression) {
          case Expression.Path path -> found(path.text(), need);
          case Expression.Call call when call.function().equals("seriesByTag") ->
              found(call.source(), need);
          case Expression.Call call -> within(call, () -> evaluateCall(call, need));
          case Expression.Literal literal -> List.of();
          case Expression.Template template -> throw new IllegalStateException("template left");
        };
    results.put(need, result);
    return result;
  }

  private List<GraphiteSeries> found(String expression, Need need) {
    List<GraphiteSeries> series = found.get(new Read(expression, need));
    if (series == null) {
      throw new IllegalStateException("'" + expression + "' was not planned over " + need);
    }
    return series;
  }

  private List<GraphiteSeries> evaluateCall(Expression.Call call, Need outer) {
    GraphiteFunction function = function(call.function());
    return apply(function, bind(function, call), outer);
  }

  private List<GraphiteSeries> apply(
      GraphiteFunction function, Map<String, List<Argument>> bound, Need outer) {
    Need inner = function.needs(outer, new Arguments(bound, this, outer)).getFirst();
    return function.apply(new Arguments(bound, this, inner), outer);
  }

  /** Another function over series that are already there. */
  List<GraphiteSeries> call(String name, List<Argument> arguments, Need outer) {
    GraphiteFunction function = function(name);
    return apply(function, function.signature().bind(arguments, Map.of()), outer);
  }

  private GraphiteFunction function(String name) {
    GraphiteFunction function = functions.get(name);
    if (function == null) {
      throw new InvalidInputException("Received request for unknown function: " + name);
    }
    return function;
  }

  private static Map<String, List<Argument>> bind(GraphiteFunction function, Expression.Call call) {
    List<Argument> positional = call.arguments().stream().map(Evaluation::argument).toList();
    Map<String, Argument> named = new LinkedHashMap<>();
    call.named().forEach((name, expression) -> named.put(name, argument(expression)));
    return function.signature().bind(positional, named);
  }

  private static Argument argument(Expression expression) {
    return expression instanceof Expression.Literal literal
        ? new Argument.Plain(literal.value())
        : new Argument.Unevaluated(expression);
  }

  /** Only text arguments are conditions; graphite-web ignores the others. */
  private static Selector tagged(Expression.Call call) {
    List<String> conditions = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      if (argument instanceof Expression.Literal literal
          && literal.value() instanceof Value.Text(String text)) {
        conditions.add(text);
      }
    }
    return TagExpressions.selector(conditions);
  }

  private interface Step {
    List<GraphiteSeries> take();
  }

  /** Does a step of a call and remembers the call if it fails. */
  private List<GraphiteSeries> within(Expression.Call call, Step step) {
    try {
      return step.take();
    } catch (InvalidInputException e) {
      failed = failed.or(() -> Optional.of(call));
      throw e;
    }
  }
}
