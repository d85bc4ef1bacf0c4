package tidemark.storage.local;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.metrics.Counter;

/** Where damage found in files is reported: one line of the log and a count. */
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);

  private final String where;
  private final Counter count;

  Damage(String where, Counter count) {
    this.where = where;
    this.count = count;
  }

  void report(String what) {
    count.increment();
    LOG.warn("{}: {}", where, what);
  }
}
