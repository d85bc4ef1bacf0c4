package tidemark.storage.local;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.local.Status.Cause;
import tidemark.storage.local.log.Log;

/**
 * Syncs the log, whoever asks for it. When that fails nobody knows what power loss would take, so
 * writes are refused until blocks hold what the failed sync should have kept: the sealer is woken,
 * and the first sync that succeeds after it takes writes again. Thread-safe.
 */
final class LogSync {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);

  private final String where;
  private final Log log;
  private final Sealer sealer;
  private final Status status;
  private final Counter failures;
  private final SyncTimes times;

  LogSync(String where, Log log, Sealer sealer, Status status, Meters meters) {
    this.where = where;
    this.log = log;
    this.sealer = sealer;
    this.status = status;
    this.failures =
        meters.counter("tidemark_log_sync_failures_total", "Syncs of the log that failed");
    this.times = new SyncTimes(meters);
  }

  /** Returns when all that was appended before is on stable storage, or throws. */
  void sync() {
    through(Long.MAX_VALUE);
  }

  /** The same for appends up to a sequence. */
  void through(long sequence) {
    try {
      timed(sequence);
      if (status.solved(Cause.LOG)) {
        LOG.info("{}: the log is durable again, writes are taken", where);
      }
    } catch (IOException e) {
      failed(e);
      throw new StorageException(Reason.UNAVAILABLE, "the log could not be synced", e);
    }
  }

  /** The wait for a sync that is under way is in the time; whoever need not sync has none. */
  private void timed(long sequence) throws IOException {
    long began = System.nanoTime();
    try {
      log.sync(sequence);
    } finally {
      times.took(System.nanoTime() - began);
    }
  }

  private void failed(IOException e) {
    if (status.isClosed()) {
      return;
    }
    failures.increment();
    String sentence = "the log could not be synced: " + e.getMessage();
    if (status.problem(Cause.LOG, sentence)) {
      LOG.error("{}: writes are refused: {}", where, sentence);
    }
    sealer.signal();
  }
}
