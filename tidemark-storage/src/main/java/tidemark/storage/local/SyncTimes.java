package tidemark.storage.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;

/**
 * How long syncs of the log take, on /metrics: what the disk adds to those who wait for one.
 * Thread-safe.
 */
final class SyncTimes {
  private static final String HELP = "Syncs of the log that took at most so long";

  private final Counter all;
  private final LongAdder nanos = new LongAdder();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  /** How many took at most so many milliseconds. */
  private final Map<Integer, Counter> within = new LinkedHashMap<>();

  SyncTimes(Meters meters) {
    all = meters.counter("tidemark_log_syncs_total", "Syncs of the log");
    for (int ms : new int[] {1, 3, 10, 30, 100, 300, 1000, 3000}) {
      within.put(ms, meters.counter("tidemark_log_syncs_within_total", HELP, "limit", ms + "ms"));
    }
    meters.gauge(
        "tidemark_log_sync_seconds_total", "Seconds in syncs of the log", () -> nanos.sum() / 1e9);
    meters.gauge(
        "tidemark_log_sync_longest_seconds",
        "The longest sync of the log since the start",
        () -> longest.get() / 1e9);
  }

  /** Counts one, failed or not. */
  void took(long ns) {
    all.increment();
    nanos.add(ns);
    longest.accumulate(ns);
    within.forEach((ms, counter) -> {
      if (ns <= ms * 1_000_000L) {
        counter.increment();
      }
    });
  }
}
