package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidemark.model.InvalidInputException;
import tidemark.query.Budget;
import tidemark.retention.Retentions;
import tidemark.storage.Storage;

/** Answers render requests: targets in, series out. Thread-safe. */
public final class GraphiteQuery {
  private final Map<String, GraphiteFunction> functions;
  private final Storage storage;
  private final Retentions retentions;
  private final GraphiteLimits limits;
  private final EventTimes events;

  /**
   * Queries over a storage whose series are kept as the retentions say.
   *
   * @param functions that targets may call: {@code Functions.ALL}
   * @param events for {@code events()}
   */
  public GraphiteQuery(
      Storage storage,
      Retentions retentions,
      GraphiteLimits limits,
      List<GraphiteFunction> functions,
      EventTimes events) {
    this.events = events;
    this.storage = storage;
    this.retentions = retentions;
    this.limits = limits;
    this.functions =
        functions.stream()
            .collect(Collectors.toMap(f -> f.signature().name(), Function.identity()));
  }

  /**
   * An answer.
   *
   * @param series of all targets in their order
   * @param warnings what was ignored in the targets, one sentence each
   */
  public record Answer(List<GraphiteSeries> series, List<String> warnings) {}

  private record Target(String text, Expression expression) {}

  /**
   * The series of some targets.
   *
   * @param budget of the request
   * @throws InvalidInputException with graphite-web's words, the target and the call that was
   *     refused
   * @throws tidemark.storage.StorageException if the budget is used up
   */
  public Answer render(List<String> targets, GraphiteRequest request, Budget budget) {
    var held = new Held(budget);
    var reader = new SeriesReader(storage, retentions.current(), limits, held);
    var evaluation = new Evaluation(request, reader, functions, events, limits, held);
    List<String> warnings = new ArrayList<>();
    List<Target> parsed = new ArrayList<>();
    for (String text : targets) {
      refuseWithPlace(
          text,
          evaluation,
          () -> {
            TargetParser.Parsed read = TargetParser.parse(text);
            read.warning().ifPresent(warnings::add);
            Expression expression = Templates.expand(read.expression(), request.variables());
            parsed.add(new Target(text, expression));
            evaluation.plan(expression, request.range());
          });
    }
    refuseWithPlace(String.join(", ", targets), evaluation, evaluation::read);
    List<GraphiteSeries> answer = new ArrayList<>();
    for (Target target : parsed) {
      refuseWithPlace(
          target.text(),
          evaluation,
          () -> answer.addAll(evaluation.evaluate(target.expression(), request.range())));
    }
    return new Answer(Stacks.piled(answer), warnings);
  }

  private static void refuseWithPlace(String target, Evaluation evaluation, Runnable step) {
    try {
      step.run();
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "Invalid parameters ("
              + e.getMessage()
              + "); targets: \""
              + target
              + "\""
              + evaluation.blame(),
          e);
    }
  }
}
