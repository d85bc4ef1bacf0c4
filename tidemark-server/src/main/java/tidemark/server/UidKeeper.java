package tidemark.server;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.server.opentsdb.UidTable;

/** Syncs new uids once a second, like the points that brought them, on a thread of its own. */
final class UidKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UidKeeper.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("uid-keeper").factory());

  UidKeeper(UidTable uids) {
    var _ = timer.scheduleWithFixedDelay(() -> settle(uids), 1, 1, TimeUnit.SECONDS);
  }

  /** Ends with its first failure: the table gives no more numbers then, so one line is enough. */
  private static void settle(UidTable uids) {
    try {
      uids.settle();
    } catch (RuntimeException e) {
      LOG.error("syncing uids failed; no new ones are given until the next start", e);
      throw e;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
