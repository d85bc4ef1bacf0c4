package tidemark.relay.language;

import java.util.List;
import tidemark.retention.NameLists;

/**
 * A checked configuration. Immutable.
 *
 * @param clusters in file order, without the blackhole
 * @param rules in file order
 * @param listeners empty where the default ones are meant
 * @param lists whose names pass at all
 * @param resultsPassAll whether results of aggregates without destinations pass all rules, as
 *     carbon-c-relay's; otherwise those that send alone, as carbon's
 * @param warnings what is allowed but odd, a line each
 */
public record Configuration(
    List<Cluster> clusters,
    List<Rule> rules,
    List<ListenerSpec> listeners,
    StatisticsSpec statistics,
    List<String> warnings,
    NameLists lists,
    boolean resultsPassAll) {
  public Configuration {
    clusters = List.copyOf(clusters);
    rules = List.copyOf(rules);
    listeners = List.copyOf(listeners);
    warnings = List.copyOf(warnings);
  }

  /** These listeners instead. */
  public Configuration withListeners(List<ListenerSpec> instead) {
    return new Configuration(clusters, rules, instead, statistics, warnings, lists, resultsPassAll);
  }

  /** Whether any rule aggregates. */
  public boolean aggregates() {
    return rules.stream().anyMatch(Rule.Aggregate.class::isInstance);
  }
}
