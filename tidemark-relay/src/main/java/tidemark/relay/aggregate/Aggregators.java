package tidemark.relay.aggregate;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Rule.Aggregate;
import tidemark.relay.route.AggregatorInput;

/** All aggregate rules of a configuration. Thread-safe once the rules are known. */
public final class Aggregators {
  private final Dialect dialect;
  private final InstantSource clock;
  private final Random random;
  private final AggregatorCounts counts;
  private final List<Aggregator> aggregators = new ArrayList<>();

  /**
   * None yet.
   *
   * @param random spreads series over time
   */
  public Aggregators(Dialect dialect, InstantSource clock, Random random, AggregatorCounts counts) {
    this.dialect = dialect;
    this.clock = clock;
    this.random = random;
    this.counts = counts;
  }

  /** Adds a rule; what its expressions match goes where the result says. */
  public Function<Expression, AggregatorInput> add(Aggregate rule) {
    Aggregator aggregator = new Aggregator(rule, dialect, this::now, random, counts);
    aggregators.add(aggregator);
    return aggregator::input;
  }

  private long now() {
    return clock.millis() / 1000;
  }

  /** Writes each bucket that has waited long enough: a line without its end, and its rule. */
  public void expire(BiConsumer<Aggregate, String> out) {
    long now = now();
    aggregators.forEach(each -> each.expire(now, counted(each, out)));
  }

  /** Writes each bucket whose own time is over; what is open is lost, as by the original. */
  public void flush(BiConsumer<Aggregate, String> out) {
    long now = now();
    aggregators.forEach(each -> each.flush(now, counted(each, out)));
  }

  private BiConsumer<AggregateSeries, String> counted(
      Aggregator aggregator, BiConsumer<Aggregate, String> out) {
    return (series, line) -> {
      counts.sent();
      out.accept(aggregator.rule(), line);
    };
  }
}
