package tidemark.server;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.model.Series;
import tidemark.server.config.QuerySettings;
import tidemark.server.http.Caller;
import tidemark.storage.Fetch;
import tidemark.storage.FilterStorage;
import tidemark.storage.Storage;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * A storage that refuses reads which cost too much, whichever API they come from. Only so many run
 * at once; others wait for their turn, and are refused when it does not come: the wait is the
 * queue, and its bound is the time. A read ends early when its time is up or its caller has gone.
 */
final class QueryLimits extends FilterStorage {
  private final QuerySettings limits;
  private final Semaphore turns;
  private final Counter refused;
  private final Counter late;
  private final Counter abandoned;

  QueryLimits(Storage inner, QuerySettings limits, Meters meters) {
    super(inner);
    this.limits = limits;
    this.turns = new Semaphore(limits.concurrency(), true);
    this.refused =
        meters.counter("tidemark_query_refused_total", "Reads that got no turn within query.wait");
    this.late = meters.counter("tidemark_query_timeouts_total", "Reads ended by query.timeout");
    this.abandoned =
        meters.counter("tidemark_query_abandoned_total", "Reads ended because the caller had gone");
    meters.gauge(
        "tidemark_query_running",
        "Reads that run now, at most query.concurrency",
        () -> limits.concurrency() - turns.availablePermits());
    meters.gauge("tidemark_query_waiting", "Reads that wait for their turn", turns::getQueueLength);
  }

  @Override
  public void read(Fetch fetch, Consumer<Series> out) {
    awaitTurn();
    try {
      limited(fetch, out);
    } finally {
      turns.release();
    }
  }

  private void awaitTurn() {
    try {
      if (turns.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Reason.CLOSED, "interrupted while waiting for a turn", e);
    }
    refused.increment();
    throw new StorageException(
        Reason.OVERLOADED,
        limits.concurrency()
            + " queries are running (query.concurrency) and none ended within query.wait: try again");
  }

  private void limited(Fetch fetch, Consumer<Series> out) {
    long began = System.nanoTime();
    BooleanSupplier gone = Caller.current();
    BooleanSupplier stop =
        () -> isLate(began) || gone.getAsBoolean() || fetch.stop().getAsBoolean();
    long[] points = new long[1];
    super.read(
        fetch.within(fetch.maxSeries(), stop),
        series -> {
          points[0] += series.points().size();
          if (points[0] > limits.maxPoints()) {
            throw new StorageException(
                Reason.LIMIT,
                "more than "
                    + limits.maxPoints()
                    + " points to read: ask for a shorter range or fewer series, or raise"
                    + " query.max-points");
          }
          out.accept(series);
        });
    if (gone.getAsBoolean()) {
      abandoned.increment();
      throw new StorageException(Reason.CLOSED, "the caller has closed the connection");
    }
    if (isLate(began)) {
      late.increment();
      throw new StorageException(
          Reason.UNAVAILABLE,
          "reading took longer than query.timeout ("
              + limits.timeout().toMillis()
              + " ms): ask for a shorter range or fewer series");
    }
  }

  private boolean isLate(long began) {
    return System.nanoTime() - began > limits.timeout().toNanos();
  }
}
