package tidemark.server.series;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import tidemark.model.SeriesKey;

/**
 * How often each family came up in this clock hour and the one before, at each depth, in bounded
 * memory. Thread-safe.
 */
final class HourlyFamilies {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int PLACES = 1000;

  private final InstantSource clock;
  private List<TopCounts> now = fresh();
  private List<TopCounts> before = fresh();
  private long hour;

  HourlyFamilies(InstantSource clock) {
    this.clock = clock;
    hour = clock.millis() / HOUR_MILLIS;
  }

  synchronized void add(SeriesKey key) {
    turn();
    for (int depth = 1; depth <= Family.DEEPEST; depth++) {
      now.get(depth - 1).add(Family.of(key, depth), 1);
    }
  }

  /** Both hours together. */
  synchronized List<TopCounts.Count> top(int depth, int limit) {
    turn();
    var both = new TopCounts(2 * PLACES);
    now.get(depth - 1).addTo(both);
    before.get(depth - 1).addTo(both);
    return both.top(limit);
  }

  /** When the hour before began, in ms: what is counted was counted since. */
  synchronized long since() {
    turn();
    return (hour - 1) * HOUR_MILLIS;
  }

  private void turn() {
    long current = clock.millis() / HOUR_MILLIS;
    if (current == hour) {
      return;
    }
    before = current == hour + 1 ? now : fresh();
    now = fresh();
    hour = current;
  }

  private static List<TopCounts> fresh() {
    return IntStream.range(0, Family.DEEPEST).mapToObj(depth -> new TopCounts(PLACES)).toList();
  }
}
