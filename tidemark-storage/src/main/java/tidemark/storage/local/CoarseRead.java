package tidemark.storage.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.model.Points;
import tidemark.storage.Downsample;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.block.Piece;
import tidemark.storage.local.block.Summary;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.TimeOrder;

/**
 * Answers a {@link Downsample} from the summaries of blocks. Points are decoded only where a
 * summary does not say enough: where the range or a bucket ends within one, where pieces of blocks
 * or head overlap in time, so that one may hide points of another, where a deletion reaches into a
 * piece, and in entries that have none. Reused from series to series. One thread.
 */
final class CoarseRead {
  /** No summary is of less time: finer buckets are for whoever asked. */
  static final long LEAST_WIDTH = 3_600_000;

  private final EntryReader entries;
  private final BucketFold fold = new BucketFold();
  private final List<Part> parts = new ArrayList<>();

  /**
   * Points that lie together; either piece or head is set.
   *
   * @param age where two have a time the one of the greater age holds
   * @param sequence what is deleted later is not shown
   */
  private record Part(
      int age,
      long first,
      long last,
      long sequence,
      @Nullable Piece piece,
      @Nullable Columns head) {}

  /** Entries that were decoded, and that were not. */
  long decoded;

  long summed;

  CoarseRead(EntryReader entries) {
    this.entries = entries;
  }

  /**
   * One point for each bucket that has points in {@code from <= t < until}; valid until the next
   * call.
   */
  Points read(Snapshot snapshot, List<Block> blocks, long from, long until, Downsample how) {
    fold.start(how);
    collect(snapshot, blocks, from, until);
    for (int i = 0; i < parts.size(); ) {
      long last = parts.get(i).last;
      int end = i + 1;
      while (end < parts.size() && parts.get(end).first <= last) {
        last = Math.max(last, parts.get(end++).last);
      }
      if (end > i + 1 || !summed(parts.get(i), snapshot.tombstones(), from, until, how)) {
        decoded(parts.subList(i, end), snapshot.tombstones(), from, until);
      }
      i = end;
    }
    parts.clear();
    return fold.points();
  }

  private void collect(Snapshot snapshot, List<Block> blocks, long from, long until) {
    parts.clear();
    for (Block block : blocks) {
      block.pieces(
          snapshot.series().number,
          from,
          until,
          piece ->
              parts.add(
                  new Part(
                      parts.size(), piece.first(), piece.last(), block.sequence(), piece, null)));
    }
    add(snapshot.frozen(), snapshot.frozenCut());
    add(snapshot.open(), Long.MAX_VALUE);
    parts.sort(Comparator.comparingLong(Part::first));
  }

  private void add(@Nullable Columns head, long sequence) {
    if (head != null && !head.isEmpty()) {
      parts.add(
          new Part(
              parts.size(),
              head.timestamp(0),
              head.timestamp(head.size() - 1),
              sequence,
              null,
              head));
    }
  }

  /**
   * Adds a part that nothing overlaps by its summaries; false, and nothing is added, if in vain.
   */
  private boolean summed(
      Part part, HeadSeries.Tombstone[] hidden, long from, long until, Downsample how) {
    Piece piece = part.piece;
    if (piece == null || reaches(hidden, part)) {
      return false;
    }
    boolean whole = piece.first() >= from && piece.last() < until && piece.isMadeFor(how);
    // all of them or none: looked through first, unless it is clear
    boolean added =
        (whole || piece.summaries(entries, summary -> fits(summary, from, until)))
            && piece.summaries(
                entries,
                summary -> {
                  if (summary.through() >= from && summary.from() < until) {
                    fold.add(summary);
                  }
                  return true;
                });
    summed += added ? 1 : 0;
    return added;
  }

  private boolean fits(Summary summary, long from, long until) {
    boolean outside = summary.through() < from || summary.from() >= until;
    boolean inside = summary.from() >= from && summary.through() < until;
    return outside || (inside && fold.inOneBucket(summary));
  }

  private static boolean reaches(HeadSeries.Tombstone[] hidden, Part part) {
    for (HeadSeries.Tombstone t : hidden) {
      if (t.sequence() > part.sequence && t.from() <= part.last && t.until() > part.first) {
        return true;
      }
    }
    return false;
  }

  private void decoded(List<Part> cluster, HeadSeries.Tombstone[] hidden, long from, long until) {
    List<Part> byAge = new ArrayList<>(cluster);
    byAge.sort(Comparator.comparingInt(Part::age));
    Columns joined = new Columns(0);
    for (Part part : byAge) {
      Columns columns = part.head;
      if (part.piece != null) {
        columns = part.piece.read(entries);
        decoded++;
      }
      if (columns != null) {
        joined = TimeOrder.merge(joined, Tombstones.visible(columns, hidden, part.sequence));
      }
    }
    fold.add(joined, joined.lowerBound(from), joined.lowerBound(until));
  }
}
