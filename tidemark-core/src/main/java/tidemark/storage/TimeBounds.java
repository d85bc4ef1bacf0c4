package tidemark.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.model.Batch;

/**
 * Refuses points before 1970 and points further ahead of the clock than {@code storage.max-future},
 * whichever door they came through: each is left out and counted, the rest of its batch is written.
 * Engines behind it take any time they are given.
 *
 * <p>A batch without such points, which is nearly every batch, passes as it is.
 */
public final class TimeBounds extends FilterStorage {
  private static final long MINUTE = 60_000;

  private final InstantSource clock;
  private final long maxFuture;
  private final Consumer<String> complaints;
  private final Bound past;
  private final Bound future;

  /** One way to be refused. */
  private static final class Bound {
    final Counter refused;
    final AtomicLong nextComplaint = new AtomicLong(Long.MIN_VALUE);

    Bound(Meters meters, String reason) {
      refused =
          meters.counter(
              "tidemark_points_refused_total",
              "Points left out because of their time.",
              "reason",
              reason);
    }
  }

  /**
   * Guards a storage.
   *
   * @param complaints told in one sentence about a refused point, at most once a minute for each
   *     reason; a place for a log line
   */
  public TimeBounds(
      Storage inner,
      InstantSource clock,
      Duration maxFuture,
      Meters meters,
      Consumer<String> complaints) {
    super(inner);
    this.clock = clock;
    this.maxFuture = maxFuture.toMillis();
    this.complaints = complaints;
    this.past = new Bound(meters, "before-1970");
    this.future = new Bound(meters, "after-max-future");
  }

  @Override
  public void write(Batch batch) {
    long now = clock.millis();
    long latest = now + maxFuture;
    int good = 0;
    while (good < batch.size() && isGood(batch.timestamp(good), latest)) {
      good++;
    }
    super.write(good == batch.size() ? batch : goodOf(batch, good, now));
  }

  private static boolean isGood(long time, long latest) {
    return 0 <= time && time <= latest;
  }

  /** A copy without what is refused; the points before an index are known to be good. */
  private Batch goodOf(Batch batch, int known, long now) {
    var good = new Batch(batch.table());
    for (int i = 0; i < batch.size(); i++) {
      long time = batch.timestamp(i);
      if (i >= known && !isGood(time, now + maxFuture)) {
        refuse(batch, i, now);
      } else if (batch.isInteger(i)) {
        good.addInteger(batch.series(i), time, batch.integer(i));
      } else {
        good.add(batch.series(i), time, batch.value(i));
      }
    }
    return good;
  }

  private void refuse(Batch batch, int i, long now) {
    long time = batch.timestamp(i);
    Bound bound = time < 0 ? past : future;
    bound.refused.increment();
    long due = bound.nextComplaint.get();
    if (now >= due && bound.nextComplaint.compareAndSet(due, now + MINUTE)) {
      complaints.accept(
          "refused a point of %s at %d ms since 1970: %s"
              .formatted(
                  batch.table().key(batch.series(i)),
                  time,
                  time < 0
                      ? "times start at 1970"
                      : "it is more than storage.max-future (%s) ahead of the clock, %s"
                          .formatted(Duration.ofMillis(maxFuture), Instant.ofEpochMilli(now))));
    }
  }
}
