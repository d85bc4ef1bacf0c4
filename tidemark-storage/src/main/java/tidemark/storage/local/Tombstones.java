package tidemark.storage.local;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.log.FrameBuffer;
import tidemark.storage.local.log.FrameFile;
import tidemark.storage.local.log.Records;

/**
 * The deletions that some points on disk do not reflect yet. One is accepted when it is in the log,
 * kept in tombstones.log from the sealing that lets its log segment go, and retired when merging
 * has taken its last hidden point out of the blocks.
 *
 * <p>Invariant: as long as a block of a lower sequence holds a point that a deletion hides, the
 * deletion is in the log or in tombstones.log. Thread-safe.
 */
final class Tombstones {
  private final FrameFile file;

  /** In the log alone, by sequence. Guarded by itself. */
  private final TreeMap<Long, Records.Deleted> accepted = new TreeMap<>();

  /** In tombstones.log, by sequence. */
  private final TreeMap<Long, Records.Deleted> kept = new TreeMap<>();

  Tombstones(FrameFile file) {
    this.file = file;
  }

  /** The points that those of a higher sequence do not hide. */
  static Columns visible(Columns columns, HeadSeries.Tombstone[] tombstones, long sequence) {
    Columns rest = columns;
    for (HeadSeries.Tombstone t : tombstones) {
      if (t.sequence() > sequence) {
        rest = rest.without(t.from(), t.until());
      }
    }
    return rest;
  }

  /** Takes a deletion that is in the log. */
  void accept(long sequence, Records.Deleted deleted) {
    synchronized (accepted) {
      accepted.put(sequence, deleted);
    }
  }

  /** Takes a deletion that was found in the file. */
  synchronized void found(long sequence, Records.Deleted deleted) {
    kept.put(sequence, deleted);
  }

  /** Makes those up to a sequence durable in the file. */
  synchronized void keep(long cut) throws IOException {
    TreeMap<Long, Records.Deleted> due;
    synchronized (accepted) {
      due = new TreeMap<>(accepted.headMap(cut, true));
    }
    for (var entry : due.entrySet()) {
      FrameBuffer frames = new FrameBuffer(64);
      Records.putDelete(frames, entry.getValue());
      file.append(frames, entry.getKey());
    }
    file.sync();
    kept.putAll(due);
    synchronized (accepted) {
      accepted.keySet().removeAll(due.keySet());
    }
  }

  /**
   * Forgets those in the file that are done with; the file is written anew beside itself and
   * renamed.
   *
   * @return those forgotten
   */
  synchronized Map<Long, Records.Deleted> retire(BiPredicate<Long, Records.Deleted> done)
      throws IOException {
    TreeMap<Long, Records.Deleted> rest = new TreeMap<>();
    TreeMap<Long, Records.Deleted> gone = new TreeMap<>();
    kept.forEach((sequence, d) -> (done.test(sequence, d) ? gone : rest).put(sequence, d));
    if (!gone.isEmpty()) {
      file.rewrite(() -> {
        for (var entry : rest.entrySet()) {
          FrameBuffer frames = new FrameBuffer(64);
          Records.putDelete(frames, entry.getValue());
          file.append(frames, entry.getKey());
        }
      });
      gone.keySet().forEach(kept::remove);
    }
    return gone;
  }

  /** Those in the file, by sequence. */
  synchronized Map<Long, Records.Deleted> kept() {
    return new TreeMap<>(kept);
  }
}
