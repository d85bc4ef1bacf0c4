package tidemark.storage.local;

import java.util.concurrent.TimeUnit;
import tidemark.retention.Archive;
import tidemark.retention.Retentions;
import tidemark.storage.local.block.Block;

/**
 * How long points are kept: as long as the longest archive of the series' retention, for ever
 * without one. Readers do not see what is older; merging leaves it out, and a block in which
 * everything is older is dropped as a whole.
 */
final class Expiry {
  private final Retentions retentions;
  private final Registry registry;
  private final ExpiryClock clock;

  Expiry(Retentions retentions, Registry registry, ExpiryClock clock) {
    this.retentions = retentions;
    this.registry = registry;
    this.clock = clock;
  }

  /** Points before this time, in ms, are over. */
  long horizon(HeadSeries series) {
    long kept = series.retention;
    if (kept == HeadSeries.UNKNOWN) {
      kept = retention(series);
      series.retention = kept;
    }
    return kept == Long.MAX_VALUE ? Long.MIN_VALUE : clock.millis() - kept;
  }

  private long retention(HeadSeries series) {
    return retentions
        .of(series.key)
        .map(r -> r.archives().stream().mapToLong(Archive::retentionSeconds).max().orElse(0))
        .map(TimeUnit.SECONDS::toMillis)
        .orElse(Long.MAX_VALUE);
  }

  /** Whether a day since the epoch has been over for some hours, so that few points still come. */
  boolean isPast(long day) {
    return clock.millis() > (day + 1) * HeadBlocks.DAY + TimeUnit.HOURS.toMillis(2);
  }

  /** Whether no point of a block is to be seen any more. */
  boolean isOver(Block block) {
    if (retentions.equals(Retentions.NONE)) {
      return false;
    }
    boolean[] over = {true};
    block.numbers(n -> {
      HeadSeries series = over[0] ? registry.number(n) : null;
      over[0] &= series != null && block.isWithin(Long.MIN_VALUE, horizon(series));
    });
    return over[0];
  }
}
