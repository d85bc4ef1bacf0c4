package tidemark.storage.local;

import java.util.concurrent.TimeUnit;
import tidemark.retention.Archive;
import tidemark.retention.Retention;
import tidemark.retention.Rollup;

/**
 * A series' retention in milliseconds. Level 0 is the raw points, level 1 and on are the tiers,
 * each computed from the level before it. Immutable.
 */
final class Rule {
  private final Expiry of;
  private final long[] steps;
  private final long[] kept;
  final Rollup method;
  final float xFilesFactor;

  /** Everything is kept for ever as it came. */
  Rule(Expiry of) {
    this.of = of;
    steps = new long[] {0};
    kept = new long[] {Long.MAX_VALUE};
    method = Rollup.AVERAGE;
    xFilesFactor = 0;
  }

  Rule(Expiry of, Retention retention) {
    this.of = of;
    steps =
        retention.archives().stream()
            .mapToLong(a -> TimeUnit.SECONDS.toMillis(a.stepSeconds()))
            .toArray();
    kept =
        retention.archives().stream()
            .mapToLong(Archive::retentionSeconds)
            .map(TimeUnit.SECONDS::toMillis)
            .toArray();
    method = retention.method();
    xFilesFactor = retention.xFilesFactor();
  }

  /** Whether it is of these rules, and not of those that held before a file changed. */
  boolean isOf(Expiry expiry) {
    return of == expiry;
  }

  /** How many tiers there are beside the raw points. */
  int tiers() {
    return steps.length - 1;
  }

  /** Ms between the points of a level; of level 0, the grid that level 1 is computed from. */
  long step(int level) {
    return steps[level];
  }

  /** How long a level is kept, ms; for ever is Long.MAX_VALUE. */
  long kept(int level) {
    return kept[level];
  }

  /** The level of a step, or -1. */
  int level(long step) {
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] == step) {
        return i;
      }
    }
    return -1;
  }

  /** The start of the bucket of a level that a time is in. */
  long bucket(int level, long time) {
    return time - Math.floorMod(time, steps[level]);
  }
}
