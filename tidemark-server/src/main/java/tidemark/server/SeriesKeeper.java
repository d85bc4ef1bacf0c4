package tidemark.server;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;

/**
 * Retires the ids of idle series once a minute, on a thread of its own, and shows how full the
 * table is. Without it ids are never reused, and a process that meets new names for ever would one
 * day refuse them.
 */
final class SeriesKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesKeeper.class);

  /** Calls, one a minute, after which a series that nobody sent is idle. */
  private static final int IDLE_MINUTES = 60;

  private final SeriesTable table;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("series-keeper").factory());

  SeriesKeeper(SeriesTable table, Meters meters) {
    this.table = table;
    meters.gauge("tidemark_table_series", "Series that have an id in this process", table::size);
    meters.gauge("tidemark_table_waiting", "Retired ids that wait for their reuse", table::waiting);
    var _ = timer.scheduleWithFixedDelay(this::retire, 1, 1, TimeUnit.MINUTES);
  }

  /** A timer ends for ever with the first exception, so none may leave. */
  private void retire() {
    try {
      table.retireIdle(IDLE_MINUTES);
    } catch (RuntimeException e) {
      LOG.error("retiring idle series failed, and is tried again in a minute", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
