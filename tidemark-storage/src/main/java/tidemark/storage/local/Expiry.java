package tidemark.storage.local;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tidemark.retention.Retention;
import tidemark.retention.Retentions;
import tidemark.storage.local.block.Block;

/**
 * How long points are kept: raw ones as long as the first archive of their series' retention says,
 * each tier as long as its own, everything for ever without one. Readers see nothing that is older;
 * merging leaves it out, and a block in which everything is older is dropped as a whole. Merging
 * keeps a little more than readers see, in whole buckets of the next tier, so that a point that
 * comes a little late still finds its neighbours.
 *
 * <p>It never changes; when the rules do, {@link Expiries} has another one.
 */
final class Expiry {
  /** How late a point may come, beyond the time it waits for its sealing, and be rolled up. */
  private static final Duration LATE = Duration.ofHours(1);

  private final Retentions retentions;
  private final Registry registry;
  private final ExpiryClock clock;
  private final long margin;
  private final String fingerprint;
  private final Rule none = new Rule(this);
  private final Map<Retention, Rule> rules = new ConcurrentHashMap<>();

  Expiry(Retentions retentions, Registry registry, ExpiryClock clock, Duration sealAge) {
    this.retentions = retentions;
    this.fingerprint = retentions.fingerprint();
    this.registry = registry;
    this.clock = clock;
    this.margin = sealAge.plus(LATE).toMillis();
  }

  Rule rule(HeadSeries series) {
    Rule known = series.rule;
    if (known == null || !known.isOf(this)) {
      known =
          retentions
              .of(series.key)
              .map(r -> rules.computeIfAbsent(r, of -> new Rule(this, of)))
              .orElse(none);
      series.rule = known;
    }
    return known;
  }

  /** Whether these are the rules it was made for. */
  boolean isBy(Retentions rules) {
    return retentions.equals(rules);
  }

  /** Whether there are rules at all. */
  boolean isConfigured() {
    return !retentions.equals(Retentions.NONE);
  }

  /** See {@link Retentions#fingerprint}. */
  String fingerprint() {
    return fingerprint;
  }

  /** No point of a series before this time, in ms, is to be seen. */
  long horizon(HeadSeries series) {
    Rule rule = rule(series);
    return horizon(rule, rule.tiers());
  }

  /** The same for one level of a rule. */
  long horizon(Rule rule, int level) {
    long kept = rule.kept(level);
    return kept == Long.MAX_VALUE ? Long.MIN_VALUE : clock.millis() - kept;
  }

  /** Points before this time have left a level for good: one that comes now is later than late. */
  long gone(Rule rule, int level) {
    long horizon = horizon(rule, level);
    return horizon == Long.MIN_VALUE ? horizon : horizon - margin;
  }

  /**
   * Points of a step (0: raw ones) before this time may be deleted. A step that the rule has no
   * more is kept as long as anything.
   */
  long disposable(HeadSeries series, long step) {
    Rule rule = rule(series);
    int level = step == 0 ? 0 : rule.level(step);
    if (level < 0 || level == rule.tiers()) {
      return horizon(rule, rule.tiers());
    }
    return rule.bucket(level + 1, gone(rule, level));
  }

  /** Whether a period that begins at a multiple of its length is over, so that little comes. */
  boolean isPast(long period, long length) {
    return clock.millis() > (period + 1) * length + TimeUnit.HOURS.toMillis(2);
  }

  /**
   * Whether no point of a block is needed any more.
   *
   * @param step of the block's points, 0: raw ones
   */
  boolean isOver(Block block, long step) {
    if (!isConfigured()) {
      return false;
    }
    boolean[] over = {true};
    block.numbers(n -> {
      HeadSeries series = over[0] ? registry.number(n) : null;
      over[0] &= series != null && block.isWithin(Long.MIN_VALUE, disposable(series, step));
    });
    return over[0];
  }
}
