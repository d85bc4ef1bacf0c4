package tidemark.query.graphite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;

/**
 * One request on its way: plan, read, evaluate. {@link #plan} walks the targets from the outside in
 * and notes what they need over which range; {@link #read} reads each of it once, and what the
 * targets that a {@link GraphiteRewrite} makes of it need; {@link #evaluate} computes from the
 * inside out and reads nothing. Functions keep nothing between calls: the maps here only remember
 * what was computed. Used by one thread.
 *
 * <p>A need that depends on the step of series, as a moving average over 5 points does, is the one
 * exception to the order: the plan then reads and evaluates that argument before it goes on.
 */
final class Evaluation {
  /** Rewrites inside rewritten targets; graphite-web has no bound, and a target can make itself. */
  private static final int MAX_ROUNDS = 3;

  private static final int MAX_TARGETS = 50_000;

  /** Calls that are read like a path and not computed. */
  private static final Set<String> PLANNED = Set.of("events", "seriesByTag");

  /** A rewrite whose targets are not known yet, and inside how many others it stands. */
  private record Rewrite(Expression.Call call, GraphiteRewrite function, Need need, int round) {}

  private record Made(String target, Expression expression) {}

  private final GraphiteRequest request;
  private final Readings readings;
  private final EventTimes events;
  private final GraphiteLimits limits;
  private final Map<String, GraphiteFunction> functions;
  private final IdentityHashMap<Expression, Map<Need, List<GraphiteSeries>>> done =
      new IdentityHashMap<>();
  private final IdentityHashMap<Expression, Set<Need>> planned = new IdentityHashMap<>();
  private final IdentityHashMap<Expression, Map<Need, List<Made>>> made = new IdentityHashMap<>();

  /** The innermost on top: those around it need its series to make their targets. */
  private final Deque<Rewrite> rewrites = new ArrayDeque<>();

  private final Held held;
  private final Blame blame = new Blame();
  private int round;
  private int targets;
  private long allotted;

  Evaluation(
      GraphiteRequest request,
      SeriesReader reader,
      Map<String, GraphiteFunction> functions,
      EventTimes events,
      GraphiteLimits limits,
      Held held) {
    this.events = events;
    this.limits = limits;
    this.request = request;
    this.readings = new Readings(request, reader);
    this.functions = functions;
    this.held = held;
  }

  GraphiteRequest request() {
    return request;
  }

  Held held() {
    return held;
  }

  /** What refused its arguments, for an error that names the place. */
  Blame blame() {
    return blame;
  }

  /** Counts values that functions make beyond those that were read. */
  void allot(long values) {
    if (values > limits.maxPoints() - allotted) {
      throw new InvalidInputException(
          "more than "
              + limits.maxPoints()
              + " points made: ask for a longer step or a shorter range, or raise"
              + " query.max-points");
    }
    allotted += values;
  }

  /** Notes what an expression needs over a range. */
  void plan(Expression expression, Need need) {
    if (!planned.computeIfAbsent(expression, e -> new LinkedHashSet<>()).add(need)) {
      return;
    }
    switch (expression) {
      case Expression.Path path -> readings.want(path.text(), need, Paths.selector(path.text()));
      case Expression.Call call ->
          within(
              call,
              () -> {
                planCall(call, need);
                return need;
              });
      case Expression.Literal literal -> {}
      case Expression.Template template -> throw new IllegalStateException("template left");
    }
  }

  private void planCall(Expression.Call call, Need outer) {
    switch (call.function()) {
      case "seriesByTag" -> readings.want(call.source(), outer, Optional.of(tagged(call)));
      case "events" -> planEvents(call, outer);
      default -> planArguments(call, outer);
    }
  }

  private void planEvents(Expression.Call call, Need outer) {
    List<String> tags = EventSeries.tags(call);
    allot(EventSeries.size(outer));
    readings.want(call.source(), outer, () -> EventSeries.of(tags, outer, events));
  }

  private void planArguments(Expression.Call call, Need outer) {
    GraphiteFunction function = function(call.function());
    Map<String, List<Argument>> bound = bind(function, call);
    if (function instanceof GraphiteRewrite rewrite) {
      rewrites.push(new Rewrite(call, rewrite, outer, round));
    }
    List<Need> needs = function.needs(outer, new Arguments(bound, this, outer));
    for (List<Argument> arguments : bound.values()) {
      for (Argument argument : arguments) {
        if (argument instanceof Argument.Unevaluated(Expression expression)) {
          needs.forEach(need -> plan(expression, need));
        }
      }
    }
  }

  /** Reads all that was planned and not read yet. */
  void read() {
    read(0);
  }

  /** Plans and reads one argument while its call is still being planned. */
  void readFor(Expression expression, Need need) {
    int open = rewrites.size();
    plan(expression, need);
    read(open);
  }

  /** Leaves so many rewrites to those who began them. */
  private void read(int open) {
    readings.read();
    while (rewrites.size() > open) {
      Rewrite rewrite = rewrites.pop();
      within(
          rewrite.call(),
          () -> {
            rewrite(rewrite);
            return rewrite;
          });
      readings.read();
    }
  }

  private void rewrite(Rewrite rewrite) {
    Expression.Call call = rewrite.call();
    Need need = rewrite.need();
    Arguments arguments = arguments(rewrite.function(), bind(rewrite.function(), call), need);
    List<String> texts = rewrite.function().targets(arguments, need);
    targets += texts.size();
    if (rewrite.round() == MAX_ROUNDS || targets > MAX_TARGETS) {
      throw new InvalidInputException(
          "more than "
              + (targets > MAX_TARGETS ? MAX_TARGETS + " targets" : MAX_ROUNDS + " rounds")
              + " made of series");
    }
    List<Made> results = new ArrayList<>();
    int before = round;
    round = rewrite.round() + 1;
    for (String text : texts) {
      if (text.isBlank()) { // as a blank target of a request
        results.add(new Made(text, new Expression.Literal(new Value.None(), 0, 0)));
        continue;
      }
      within(
          call,
          text,
          () -> {
            Expression expression =
                Templates.expand(TargetParser.parse(text).expression(), request.variables());
            plan(expression, need);
            return results.add(new Made(text, expression));
          });
    }
    round = before;
    made.computeIfAbsent(call, e -> new HashMap<>()).put(need, results);
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
          case Expression.Path path -> readings.found(path.text(), need);
          case Expression.Call call when PLANNED.contains(call.function()) ->
              readings.found(call.source(), need);
          case Expression.Call call -> within(call, () -> evaluateCall(call, need));
          case Expression.Literal literal -> List.of();
          case Expression.Template template -> throw new IllegalStateException("template left");
        };
    held.check();
    if (expression instanceof Expression.Call call && !PLANNED.contains(call.function())) {
      held.keep(result); // what was read was kept when it was read
    }
    results.put(need, result);
    return result;
  }

  private List<GraphiteSeries> evaluateCall(Expression.Call call, Need outer) {
    GraphiteFunction function = function(call.function());
    Arguments arguments = arguments(function, bind(function, call), outer);
    if (function instanceof GraphiteRewrite) {
      List<List<GraphiteSeries>> lists = new ArrayList<>();
      for (Made one : made.getOrDefault(call, Map.of()).getOrDefault(outer, List.of())) {
        lists.add(within(call, one.target(), () -> evaluate(one.expression(), outer)));
      }
      return function.apply(arguments.withRewritten(lists), outer);
    }
    return function.apply(arguments, outer);
  }

  private Arguments arguments(
      GraphiteFunction function, Map<String, List<Argument>> bound, Need outer) {
    Need inner = function.needs(outer, new Arguments(bound, this, outer)).getFirst();
    return new Arguments(bound, this, inner);
  }

  /** Another function over series that are already there. */
  List<GraphiteSeries> call(String name, List<Argument> given, Need outer) {
    GraphiteFunction function = function(name);
    if (function instanceof GraphiteRewrite) {
      throw new InvalidInputException("function \"" + name + "\" cannot be called by another");
    }
    Map<String, List<Argument>> bound = function.signature().bind(given, Map.of(), -1, blame);
    return function.apply(arguments(function, bound, outer), outer);
  }

  private GraphiteFunction function(String name) {
    GraphiteFunction function = functions.get(name);
    if (function == null) {
      throw new InvalidInputException("Received request for unknown function: " + name);
    }
    return function;
  }

  private Map<String, List<Argument>> bind(GraphiteFunction function, Expression.Call call) {
    List<Argument> positional = call.arguments().stream().map(Evaluation::argument).toList();
    Map<String, Argument> named = new LinkedHashMap<>();
    call.named().forEach((name, expression) -> named.put(name, argument(expression)));
    return function.signature().bind(positional, named, call.end() - 1, blame);
  }

  private static Argument argument(Expression expression) {
    return expression instanceof Expression.Literal literal
        ? new Argument.Plain(literal.value(), literal.start())
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

  /** Does a step of a call and remembers the call if it fails. */
  private <T> T within(Expression.Call call, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidInputException e) {
      blame.call(call);
      throw e;
    }
  }

  /** Does a step of a target that a call made. */
  private <T> T within(Expression.Call call, String target, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidInputException e) {
      blame.made(target, call);
      throw e;
    }
  }
}
