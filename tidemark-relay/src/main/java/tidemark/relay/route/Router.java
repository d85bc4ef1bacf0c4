package tidemark.relay.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.Cluster;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Rule;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.language.Template;
import tidemark.retention.NameLists;

/**
 * The rules of a configuration, ready to be asked about names. Immutable, for any number of
 * threads. A statement with several expressions is as many rules (contracts/relay.md 2).
 */
public final class Router {
  /** One expression of one statement. */
  private record Line(Rule rule, Expression expression, @Nullable AggregatorInput input) {}

  private static final Step STOP = new Step.Stop();
  private static final Step BLACKHOLE = new Step.Blackhole();

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Choice> choices = new HashMap<>();
  private final RuleIndex index;
  private final NameLists lists;
  private final boolean resultsPassAll;

  /**
   * A router for a configuration.
   *
   * @param number the number of a server
   * @param inputs the aggregator behind an aggregate rule
   */
  public Router(
      Configuration configuration,
      ToIntFunction<ServerSpec> number,
      Health health,
      Function<Rule.Aggregate, Function<Expression, AggregatorInput>> inputs) {
    for (Cluster cluster : configuration.clusters()) {
      choices.put(cluster.name(), new Choice(cluster, number, health));
    }
    for (Rule rule : configuration.rules()) {
      switch (rule) {
        case Rule.Match match -> match.any().forEach(each -> lines.add(new Line(rule, each, null)));
        case Rule.Rewrite rewrite -> lines.add(new Line(rule, rewrite.from(), null));
        case Rule.Aggregate aggregate -> {
          Function<Expression, AggregatorInput> input = inputs.apply(aggregate);
          aggregate.any().forEach(each -> lines.add(new Line(rule, each, input.apply(each))));
        }
      }
    }
    this.lists = configuration.lists();
    this.resultsPassAll = configuration.resultsPassAll();
    this.index = new RuleIndex(lines.stream().map(Line::expression).toList());
  }

  /** What is done with lines of this name; the name is bytes as ISO-8859-1. */
  public Route route(String name) {
    if (!lists.isEmpty() && lists.of(name) != NameLists.Verdict.PASSES) {
      return new Route(List.of(BLACKHOLE));
    }
    return new Walk(name, false).walk();
  }

  /** Whether results of aggregates that name no destinations are lines like others. */
  public boolean resultsPassAll() {
    return resultsPassAll;
  }

  /** Where such a result goes if not: the rules that send alone. */
  public Route result(String name) {
    return new Walk(name, true).walk();
  }

  /** The steps that send a line of this name to clusters, past all rules. */
  public Route direct(String name, List<Cluster> to) {
    List<Step> steps = new ArrayList<>();
    for (Cluster cluster : to) {
      steps.addAll(to(cluster, name, name, null));
    }
    return new Route(steps);
  }

  private List<Step> to(Cluster cluster, String key, String name, byte @Nullable [] rewritten) {
    if (cluster.type() == Cluster.Type.BLACKHOLE) {
      return List.of(BLACKHOLE);
    }
    Choice choice = choices.get(cluster.name());
    if (choice == null) {
      throw new IllegalStateException("no cluster " + cluster.name());
    }
    return choice.steps(key, name, rewritten);
  }

  /** The rules as one name passes them. */
  private final class Walk {
    private final List<Step> steps = new ArrayList<>();
    private String name;
    private byte @Nullable [] rewritten;
    private final boolean onlySends;

    Walk(String name, boolean onlySends) {
      this.name = name;
      this.onlySends = onlySends;
    }

    Route walk() {
      BitSet candidates = index.candidates(name);
      int i = candidates.nextSetBit(0);
      while (i >= 0) {
        Line line = lines.get(i);
        String before = name;
        if ((!onlySends || line.rule() instanceof Rule.Match) && apply(line)) {
          break;
        }
        if (!name.equals(before)) {
          candidates = index.candidates(name);
        }
        i = candidates.nextSetBit(i + 1);
      }
      return new Route(steps);
    }

    /** Whether the name stops here. */
    private boolean apply(Line line) {
      return switch (line.rule()) {
        case Rule.Match match -> line.expression().matches(name) && match(match, line.expression());
        case Rule.Rewrite rewrite -> {
          Expression.Found found = line.expression().find(name);
          if (found != null) {
            name =
                rewrite.everywhere()
                    ? rewrite.into().replaceAll(line.expression(), name)
                    : rewrite.into().replace(line.expression(), found);
            rewritten = name.getBytes(StandardCharsets.ISO_8859_1);
          }
          yield false;
        }
        case Rule.Aggregate aggregate -> {
          AggregatorInput input = line.input();
          if (input == null || !line.expression().matches(name)) {
            yield false;
          }
          steps.add(new Step.Gather(input.slot(name)));
          yield aggregate.stop() && stop();
        }
      };
    }

    private boolean match(Rule.Match match, Expression expression) {
      Rule.Validation validation = match.validation();
      List<Step> sends = sends(match, expression);
      if (validation == null) {
        steps.addAll(sends);
        return match.stop() && !match.to().isEmpty() && stop();
      }
      boolean passingStops = match.stop() && !match.to().isEmpty();
      boolean failingStops = match.to().isEmpty() || match.stop();
      if (passingStops) {
        sends.add(STOP);
      }
      steps.add(new Step.Validate(validation.expression(), validation.log(), sends, failingStops));
      return passingStops && failingStops;
    }

    private List<Step> sends(Rule.Match match, Expression expression) {
      List<Step> sends = new ArrayList<>();
      String key = key(match.routeUsing(), expression);
      for (Cluster cluster : match.to()) {
        sends.addAll(to(cluster, key, name, rewritten));
      }
      return sends;
    }

    private String key(@Nullable Template routeUsing, Expression expression) {
      Expression.Found found = routeUsing == null ? null : expression.find(name);
      return found == null || routeUsing == null ? name : routeUsing.replace(expression, found);
    }

    private boolean stop() {
      steps.add(STOP);
      return true;
    }
  }
}
