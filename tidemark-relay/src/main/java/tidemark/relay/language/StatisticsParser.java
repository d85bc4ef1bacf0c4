package tidemark.relay.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code statistics}, and its deprecated form {@code send statistics to}. */
final class StatisticsParser extends RuleParser {
  StatisticsParser(Tokens tokens, Draft draft, Dialect dialect) {
    super(tokens, draft, dialect);
  }

  void statistics() {
    int interval = StatisticsSpec.DEFAULT.intervalSeconds();
    if (tokens.accept(LexState.STATISTICS, "submit")) {
      tokens.require(LexState.EVERY, "every");
      interval = tokens.integer();
      tokens.require(LexState.SECONDS, "seconds");
      if (interval <= 0) {
        throw tokens.error(tokens.last(), "interval must be > 0");
      }
    }
    boolean reset = tokens.accept(LexState.STATISTICS, "reset");
    if (reset) {
      tokens.require(LexState.COUNTERS, "counters");
      tokens.require(LexState.AFTER, "after");
      tokens.require(LexState.INTERVAL, "interval");
    }
    @Nullable Template prefix = null;
    if (tokens.accept(LexState.STATISTICS, "prefix")) {
      tokens.require(LexState.WITH, "with");
      prefix = Template.of(tokens.text(LexState.TEMPLATE).text(), dialect);
    }
    List<Cluster> to = List.of();
    boolean stop = false;
    LexState state = LexState.STATISTICS;
    if (tokens.accept(LexState.STATISTICS, "send")) {
      to = destinations();
      state = LexState.DESTINATIONS;
      stop = tokens.accept(state, "stop");
    } else if (dialect == Dialect.V3_9) {
      stop = tokens.accept(LexState.STATISTICS, "stop");
    } else {
      state = LexState.NOTHING;
    }
    refuseSecondDestination(to, tokens.peek(state));
    tokens.end(state);
    StatisticsSpec before = draft.statistics;
    draft.statistics =
        to.isEmpty()
            ? new StatisticsSpec(interval, reset, prefix, before.to(), before.stop() || stop)
            : new StatisticsSpec(interval, reset, prefix, to, stop);
  }

  void sendStatistics() {
    tokens.require(LexState.STATISTICS_WORD, "statistics");
    List<Cluster> to = destinations();
    boolean stop = tokens.accept(LexState.DESTINATIONS, "stop");
    refuseSecondDestination(to, tokens.peek(LexState.DESTINATIONS));
    tokens.end(LexState.DESTINATIONS);
    draft.warnings.add(
        "warning: 'send statistics to ...' is deprecated and will be removed in a future version,"
            + " use 'statistics send to ...' instead");
    StatisticsSpec before = draft.statistics;
    draft.statistics =
        new StatisticsSpec(before.intervalSeconds(), before.reset(), before.prefix(), to, stop);
  }

  private void refuseSecondDestination(List<Cluster> to, Token marked) {
    if (!to.isEmpty() && !draft.statistics.to().isEmpty()) {
      throw tokens.error(
          marked, "duplicate 'statistics send to' not allowed, use multiple destinations instead");
    }
  }
}
