package tidemark.storage.local;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.metrics.Counter;

/**
 * Where damage found in files is reported: one line of the log, a count, and the last of it in the
 * health. Thread-safe.
 */
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);

  private final String where;
  private final Counter count;
  private final Status status;

  Damage(String where, Counter count, Status status) {
    this.where = where;
    this.count = count;
    this.status = status;
  }

  /** A file that is in use; its intact rest is served, so this stays a problem until the end. */
  void reportBlock(String what) {
    report(what);
    status.problem(Status.Cause.DAMAGE, what + "; the rest is served");
  }

  void report(String what) {
    count.increment();
    LOG.warn("{}: {}", where, what);
  }
}
