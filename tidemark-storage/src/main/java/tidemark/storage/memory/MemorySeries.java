package tidemark.storage.memory;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;

/**
 * The points of one series: chunks in ascending order of time, none empty, so that a late point
 * shifts at most one chunk. Guarded by the lock of its shard, except {@link #gone}.
 */
final class MemorySeries {
  private final SeriesKey key;
  private final int slot;
  private final List<Chunk> chunks = new ArrayList<>(1);

  /**
   * Set, under the shard's lock and the catalog's, when the series leaves the catalog. Whoever
   * holds a reference found earlier must look the series up again.
   */
  private volatile boolean gone;

  MemorySeries(SeriesKey key, int slot) {
    this.key = key;
    this.slot = slot;
  }

  SeriesKey key() {
    return key;
  }

  int slot() {
    return slot;
  }

  boolean isGone() {
    return gone;
  }

  void leave() {
    gone = true;
  }

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  /** The time of the newest point; there must be one. */
  long last() {
    return chunks.getLast().last();
  }

  void put(long time, double value) {
    chunkFor(time).put(time, value);
  }

  void putInteger(long time, long value) {
    chunkFor(time).putInteger(time, value);
  }

  /** The chunk that holds this time or has room for it. */
  private Chunk chunkFor(long time) {
    if (chunks.isEmpty()) {
      chunks.add(new Chunk());
      return chunks.getFirst();
    }
    int at = indexFor(time);
    Chunk chunk = chunks.get(at);
    if (!chunk.isFull() || chunk.holds(time)) {
      return chunk;
    }
    boolean appends = at == chunks.size() - 1 && time > chunk.last();
    Chunk next = appends ? new Chunk() : chunk.split();
    chunks.add(at + 1, next);
    return appends || time >= next.first() ? next : chunk;
  }

  /** The last chunk that starts at or before a time, or the first. */
  private int indexFor(long time) {
    int low = 0;
    int high = chunks.size() - 1;
    if (time >= chunks.get(high).first()) {
      return high;
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks.get(middle).first() <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Removes the points in a range. */
  void remove(TimeRange range) {
    for (Chunk chunk : chunks) {
      chunk.remove(chunk.lowerBound(range.from()), end(chunk, range));
    }
    chunks.removeIf(chunk -> chunk.size() == 0);
  }

  /** Drops the chunks that lie wholly before a time. */
  void dropBefore(long time) {
    int whole = 0;
    while (whole < chunks.size() && chunks.get(whole).last() < time) {
      whole++;
    }
    chunks.subList(0, whole).clear();
  }

  /**
   * Appends the points in a range to a buffer.
   *
   * @param most at most this many, from the end of the range; 0 for all
   */
  void gather(TimeRange range, int most, PointsBuffer out) {
    int first = chunks.isEmpty() ? 0 : indexFor(range.from());
    int skip = most == 0 ? 0 : Math.max(0, count(first, range) - most);
    for (int i = first; i < chunks.size() && chunks.get(i).first() < range.until(); i++) {
      Chunk chunk = chunks.get(i);
      int from = chunk.lowerBound(range.from());
      int to = end(chunk, range);
      int skipped = Math.min(skip, Math.max(0, to - from));
      skip -= skipped;
      out.add(chunk, from + skipped, to);
    }
  }

  private int count(int first, TimeRange range) {
    int count = 0;
    for (int i = first; i < chunks.size() && chunks.get(i).first() < range.until(); i++) {
      Chunk chunk = chunks.get(i);
      count += Math.max(0, end(chunk, range) - chunk.lowerBound(range.from()));
    }
    return count;
  }

  private static int end(Chunk chunk, TimeRange range) {
    return chunk.lowerBound(range.until());
  }
}
