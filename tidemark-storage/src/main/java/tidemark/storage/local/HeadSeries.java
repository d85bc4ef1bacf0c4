package tidemark.storage.local;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;

/**
 * A series as the engine knows it; its open points are in the {@link Head}, by its number. All but
 * the final fields are guarded by its shard's lock.
 */
final class HeadSeries {
  /** Points hidden: appended before {@code sequence}, with {@code from <= t < until}. */
  record Tombstone(long sequence, long from, long until) {}

  static final Tombstone[] NONE = {};

  final long number;
  final SeriesKey key;

  /** Whether the log or names.log has its name. Read without the lock too: true is final. */
  boolean logged;

  /** Whether names.log has its name. */
  boolean named;

  /** How long its points are kept, as {@link Expiry} found last. */
  volatile @Nullable Rule rule;

  Tombstone[] tombstones = NONE;

  HeadSeries(long number, SeriesKey key) {
    this.number = number;
    this.key = key;
  }

  /** The slot in the catalog's index. */
  int slot() {
    return (int) number;
  }

  /** Hides older points; the same tombstone may come twice, from its file and from the log. */
  void hide(Tombstone tombstone) {
    for (Tombstone known : tombstones) {
      if (known.equals(tombstone)) {
        return;
      }
    }
    tombstones = Arrays.copyOf(tombstones, tombstones.length + 1);
    tombstones[tombstones.length - 1] = tombstone;
  }

  /** Forgets a tombstone that hides nothing any more. */
  void unhide(long sequence) {
    tombstones =
        Arrays.stream(tombstones).filter(t -> t.sequence() != sequence).toArray(Tombstone[]::new);
  }
}
