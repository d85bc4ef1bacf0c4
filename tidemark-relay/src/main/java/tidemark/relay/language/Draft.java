package tidemark.relay.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.retention.NameLists;

/** What has been read so far, over all included files. Names are looked up here while parsing. */
final class Draft {
  final Map<String, Cluster> clusters = new LinkedHashMap<>();
  final Map<String, ServerSpec> servers = new HashMap<>();
  final List<Rule> rules = new ArrayList<>();
  final List<ListenerSpec> listeners = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  StatisticsSpec statistics = StatisticsSpec.DEFAULT;
  private @Nullable String everythingStops;

  /** Adds a rule, with a warning if none before it lets anything through. */
  void add(Rule rule, String what) {
    if (everythingStops != null) {
      warnings.add("warning: " + what + " will never match due to preceding " + everythingStops);
    }
    rules.add(rule);
    if (everythingStops == null
        && rule instanceof Rule.Match match
        && match.any().contains(Expression.ANYTHING)
        && match.validation() == null
        && (match.stop() || match.isBlackhole())) {
      everythingStops = "match * ... stop";
    }
  }

  Configuration finish() {
    return new Configuration(
        List.copyOf(clusters.values()),
        rules,
        listeners,
        statistics,
        warnings,
        NameLists.NONE,
        true);
  }
}
