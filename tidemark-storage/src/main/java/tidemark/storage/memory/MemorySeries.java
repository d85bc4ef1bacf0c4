package tidemark.storage.memory;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;

/**
 * The points of one series: chunks in ascending order of time, none empty, so that a late point
 * shifts at most one chunk. All but the newest are packed; a late point unpacks the one it belongs
 * to until the next is begun. Guarded by the lock of its shard, whose packer it is given, except
 * {@link #gone}.
 */
final class MemorySeries {
  private final SeriesKey key;
  private final int slot;

  /** Chunks at the end that are left as they are: points of several connections come in turns. */
  private static final int OPEN = 2;

  private final List<Part> chunks = new ArrayList<>(1);

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

  void put(long time, double value, Packer packer) {
    chunkFor(time, packer).put(time, value);
  }

  void putInteger(long time, long value, Packer packer) {
    chunkFor(time, packer).putInteger(time, value);
  }

  /** The chunk that holds this time or has room for it. */
  private Chunk chunkFor(long time, Packer packer) {
    if (chunks.isEmpty()) {
      return added(0, new Chunk());
    }
    int at = indexFor(time);
    Chunk chunk = open(at, packer);
    if (!chunk.isFull() || chunk.holds(time)) {
      return chunk;
    }
    boolean appends = at == chunks.size() - 1 && time > chunk.last();
    Chunk next = added(at + 1, appends ? new Chunk() : chunk.split());
    Chunk right = appends || time >= next.first() ? next : chunk;
    packOld(right, packer);
    return right;
  }

  private Chunk added(int at, Chunk chunk) {
    chunks.add(at, chunk);
    return chunk;
  }

  /** The chunk at an index, unpacked from now on. */
  private Chunk open(int at, Packer packer) {
    Chunk chunk = packer.unpack(chunks.get(at));
    chunks.set(at, chunk);
    return chunk;
  }

  private void packOld(Chunk except, Packer packer) {
    for (int i = 0; i < chunks.size() - OPEN; i++) {
      if (chunks.get(i) instanceof Chunk chunk && chunk != except) {
        chunks.set(i, packer.pack(chunk));
      }
    }
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
  void remove(TimeRange range, Packer packer) {
    chunks.removeIf(part -> part.first() >= range.from() && part.last() < range.until());
    for (int i = 0; i < chunks.size(); i++) {
      Part part = chunks.get(i);
      if (part.last() >= range.from() && part.first() < range.until()) {
        Chunk chunk = open(i, packer);
        chunk.remove(chunk.lowerBound(range.from()), end(chunk, range));
      }
    }
    chunks.removeIf(part -> part.size() == 0);
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
  void gather(TimeRange range, int most, Packer packer, PointsBuffer out) {
    int first = chunks.isEmpty() ? 0 : indexFor(range.from());
    int skip = most == 0 ? 0 : Math.max(0, count(first, range, packer) - most);
    for (int i = first; i < chunks.size() && chunks.get(i).first() < range.until(); i++) {
      Part part = chunks.get(i);
      if (skip >= part.size() && isWithin(part, range)) {
        skip -= part.size();
        continue;
      }
      Chunk chunk = packer.unpack(part);
      int from = chunk.lowerBound(range.from());
      int to = end(chunk, range);
      int skipped = Math.min(skip, Math.max(0, to - from));
      skip -= skipped;
      out.add(chunk, from + skipped, to);
    }
  }

  private int count(int first, TimeRange range, Packer packer) {
    int count = 0;
    for (int i = first; i < chunks.size() && chunks.get(i).first() < range.until(); i++) {
      Part part = chunks.get(i);
      if (isWithin(part, range)) {
        count += part.size();
      } else {
        Chunk chunk = packer.unpack(part);
        count += Math.max(0, end(chunk, range) - chunk.lowerBound(range.from()));
      }
    }
    return count;
  }

  private static boolean isWithin(Part part, TimeRange range) {
    return part.first() >= range.from() && part.last() < range.until();
  }

  private static int end(Chunk chunk, TimeRange range) {
    return chunk.lowerBound(range.until());
  }
}
