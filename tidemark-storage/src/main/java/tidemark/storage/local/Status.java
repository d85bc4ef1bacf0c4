package tidemark.storage.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import tidemark.storage.Health;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/** What is wrong at the moment, by cause, and whether that stops writes. Thread-safe. */
final class Status {
  /** What can be wrong; each has one sentence at a time. */
  enum Cause {
    DISK_FULL,
    LOG,
    SEALING,
    MERGING,
    CLOCK,
    DAMAGE
  }

  private final ConcurrentSkipListMap<Cause, String> problems = new ConcurrentSkipListMap<>();
  private volatile boolean refusing;
  private volatile boolean closed;

  /** Returns whether it was not said before. */
  boolean problem(Cause cause, String sentence) {
    boolean fresh = problems.put(cause, sentence) == null;
    refusing = problems.containsKey(Cause.DISK_FULL) || problems.containsKey(Cause.LOG);
    return fresh;
  }

  /** Returns whether it had been a problem. */
  boolean solved(Cause cause) {
    boolean had = problems.remove(cause) != null;
    refusing = problems.containsKey(Cause.DISK_FULL) || problems.containsKey(Cause.LOG);
    return had;
  }

  /** Whether nothing is wrong there. */
  boolean isFine(Cause cause) {
    return !problems.containsKey(cause);
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void checkOpen() {
    if (closed) {
      throw new StorageException(Reason.CLOSED, "the storage is closed");
    }
  }

  void checkWritable() {
    checkOpen();
    if (refusing) {
      String full = problems.get(Cause.DISK_FULL);
      String log = problems.get(Cause.LOG);
      if (full != null) {
        throw new StorageException(Reason.LIMIT, "not written: " + full);
      } else if (log != null) {
        throw new StorageException(Reason.UNAVAILABLE, "not written: " + log);
      }
    }
  }

  Health health() {
    List<String> sentences = new ArrayList<>(problems.values());
    if (closed) {
      sentences.add("the storage is closed");
    }
    return new Health(!closed && !refusing, sentences);
  }
}
