package tidemark.ingest.graphite;

import java.time.InstantSource;
import tidemark.ingest.Limits;

/**
 * What Graphite's doors make of a timestamp in seconds: cut to whole ones; -1 is now, as in carbon;
 * from 1970 to a little ahead of the clock, and nothing above 1e11, which are other units (house
 * decision 1.3). Owned by one thread.
 */
final class SecondsRule {
  private static final double LARGEST = 1e11;

  private final InstantSource clock;
  private final long maxFutureMillis;
  private long now;
  private long latest;

  SecondsRule(InstantSource clock, Limits limits) {
    this.clock = clock;
    this.maxFutureMillis = limits.maxFuture().toMillis();
  }

  /** Looks at the clock: once for each block of points is enough. */
  void newBlock() {
    now = clock.millis();
    latest = (now + maxFutureMillis) / 1000;
  }

  /** The last second that is taken. */
  long latest() {
    return latest;
  }

  /** Milliseconds of a time, or -1 when it is refused. */
  long millis(double time) {
    if (!(time > -2 && time <= LARGEST)) {
      return -1;
    }
    if (time <= -1) {
      return Math.floorDiv(now, 1000L) * 1000;
    }
    long seconds = (long) time;
    return seconds <= latest ? 1000 * seconds : -1;
  }
}
