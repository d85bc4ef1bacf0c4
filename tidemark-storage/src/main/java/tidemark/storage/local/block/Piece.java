package tidemark.storage.local.block;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.storage.Downsample;
import tidemark.storage.local.codec.Columns;

/** An entry of a block, not decoded. Valid as long as the block is held. */
public final class Piece {
  private final BlockData data;
  private final Entry entry;

  Piece(BlockData data, Entry entry) {
    this.data = data;
    this.entry = entry;
  }

  /** Time of its first point, ms. */
  public long first() {
    return entry.first();
  }

  /** Time of its last point, ms. */
  public long last() {
    return entry.last();
  }

  /** Its points; null, and reported, if they are damaged. */
  public @Nullable Columns read(EntryReader reader) {
    return data.intact(reader, entry);
  }

  /** Whether it has summaries, none of which reaches over the start of a bucket. */
  public boolean isMadeFor(Downsample how) {
    return entry.summaryLength() > 0
        && (how.bucket(entry.first()) == how.bucket(entry.last())
            || data.summaryUnit(entry).divides(how.width(), how.offset()));
  }

  /**
   * Hands over its summaries in order of time, each valid during the call, until one is refused.
   *
   * @return true if it has some and all of them were taken
   */
  public boolean summaries(EntryReader reader, Predicate<Summary> out) {
    return entry.summaryLength() > 0 && data.summaries(reader, entry, out);
  }
}
