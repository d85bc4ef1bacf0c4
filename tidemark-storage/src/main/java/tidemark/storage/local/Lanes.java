package tidemark.storage.local;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.model.Batch;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.TimeOrder;

/**
 * Open points of {@value Rows#LANES} neighbouring series between two sealings: in {@link Rows} as
 * long as the series have times in common, in a {@link ChunkList} for each otherwise, and for
 * points that come far behind the others. Guarded by the shard's lock, once frozen it is only read.
 *
 * <p>Invariant: a time has a row or is in lists, never both. So which of them is right is never a
 * question: a row is begun only for a time after all in lists, and what has a row goes there.
 */
final class Lanes {
  /** How many values may be read together: a MiB of them. */
  private static final int ROOM = 1 << 17;

  private final Rows rows = new Rows();
  private @Nullable ChunkList @Nullable [] lists;

  /** The greatest time in lists. */
  private long reached = Long.MIN_VALUE;

  private long present;
  private boolean ragged;

  /** Lanes that have points, a bit each. */
  long present() {
    return present;
  }

  boolean has(int lane) {
    return (present >>> lane & 1) != 0;
  }

  /** Whether rows were tried and stayed mostly empty. */
  boolean isRagged() {
    return ragged;
  }

  /** Begins anew, without rows if that is what helped the last time. */
  void begin(boolean withoutRows) {
    ragged = withoutRows;
  }

  /** Takes a point. */
  void put(Slab slab, int lane, long time, long bits, boolean integer) {
    present |= 1L << lane;
    if (aim(slab, time)) {
      rows.set(lane, bits, integer);
    } else {
      list(lane).put(slab, time, bits, integer);
      reached = Math.max(reached, time);
    }
  }

  /**
   * Takes points of one time.
   *
   * @param numbers of their series, of the point {@code from} first
   * @return the lanes
   */
  long put(Slab slab, Batch batch, int from, int to, int[] numbers, int at) {
    if (batch.hasIntegers() || !aim(slab, batch.timestamp(from))) {
      return putEach(slab, batch, from, to, numbers, at);
    }
    long lanes = 0;
    for (int i = from; i < to; i++) {
      int lane = HeadGroup.lane(numbers[at + i - from]);
      rows.set(lane, batch.value(i));
      lanes |= 1L << lane;
    }
    rows.filled(lanes);
    present |= lanes;
    return lanes;
  }

  private long putEach(Slab slab, Batch batch, int from, int to, int[] numbers, int at) {
    long lanes = 0;
    for (int i = from; i < to; i++) {
      int lane = HeadGroup.lane(numbers[at + i - from]);
      boolean integer = batch.isInteger(i);
      long bits = integer ? batch.integer(i) : Double.doubleToRawLongBits(batch.value(i));
      put(slab, lane, batch.timestamp(i), bits, integer);
      lanes |= 1L << lane;
    }
    return lanes;
  }

  /** Makes the row of a time the current one; false if its points belong into lists. */
  private boolean aim(Slab slab, long time) {
    return rows.select(slab, time) || open(slab, time);
  }

  private boolean open(Slab slab, long time) {
    if (ragged || time <= reached || rows.isLate(time)) {
      return false;
    }
    if (rows.isSparse(slab)) {
      ragged = true;
      return false;
    }
    rows.insert(slab, time);
    return true;
  }

  private ChunkList list(int lane) {
    if (lists == null) {
      lists = new @Nullable ChunkList[Rows.LANES];
    }
    ChunkList list = lists[lane];
    if (list == null) {
      list = new ChunkList();
      lists[lane] = list;
    }
    return list;
  }

  /** The points of a lane, sorted. */
  Columns columns(Slab slab, int lane) {
    Columns out = new Columns(rows.count());
    fill(slab, lane, out);
    return out;
  }

  /** The same into columns that are empty. */
  void fill(Slab slab, int lane, Columns out) {
    rows.fill(slab, lane, out);
    addList(slab, lane, out);
  }

  /** How many lanes are read together without too much memory; lists gain nothing by it. */
  int together() {
    return lists == null ? Math.clamp(ROOM / Math.max(1, rows.count()), 1, Rows.LANES) : 1;
  }

  /** The points of the wanted lanes that have any, sorted, into columns by lane, used again. */
  void fill(Slab slab, long wanted, @Nullable Columns[] out) {
    long lanes = wanted & present;
    for (long rest = lanes; rest != 0; rest &= rest - 1) {
      int lane = Long.numberOfTrailingZeros(rest);
      Columns columns = out[lane];
      if (columns == null) {
        out[lane] = new Columns(rows.count());
      } else {
        columns.clear();
      }
    }
    rows.fill(slab, lanes, out);
    for (long rest = lists == null ? 0 : lanes; rest != 0; rest &= rest - 1) {
      int lane = Long.numberOfTrailingZeros(rest);
      addList(slab, lane, Objects.requireNonNull(out[lane]));
    }
  }

  private void addList(Slab slab, int lane, Columns out) {
    ChunkList list = lists == null ? null : lists[lane];
    if (list != null && !list.isEmpty()) {
      if (out.isEmpty()) {
        list.fill(slab, out);
      } else {
        out.become(TimeOrder.merge(out, list.columns(slab)));
      }
    }
  }

  /** Removes points of a lane; their memory comes back with the next sealing. */
  void remove(Slab slab, int lane, long from, long until) {
    boolean left = rows.remove(slab, lane, from, until);
    ChunkList list = lists == null ? null : lists[lane];
    if (list != null && !list.isEmpty()) {
      Columns rest = list.columns(slab).without(from, until);
      list.clear();
      for (int i = 0; i < rest.size(); i++) {
        list.put(slab, rest.timestamp(i), rest.bits(i), rest.isInteger(i));
      }
      left |= !rest.isEmpty();
    }
    if (!left) {
      present &= ~(1L << lane);
    }
  }

  /** Adds the days that have points, and perhaps days between them that have none. */
  void addDays(Slab slab, Set<Long> days) {
    for (int row = 0; row < rows.count(); row++) {
      days.add(Math.floorDiv(rows.time(row), Blocks.DAY));
    }
    if (lists != null) {
      for (@Nullable ChunkList list : lists) {
        if (list != null && !list.isEmpty()) {
          addDays(slab, list, days);
        }
      }
    }
  }

  private static void addDays(Slab slab, ChunkList list, Set<Long> days) {
    if (!list.isUnsorted()) {
      long first = Math.floorDiv(list.first(slab), Blocks.DAY);
      long last = Math.floorDiv(list.last(), Blocks.DAY);
      if (last - first <= 1) {
        days.add(first);
        days.add(last);
        return;
      }
    }
    Columns columns = list.columns(slab);
    for (int i = 0; i < columns.size(); ) {
      long day = Math.floorDiv(columns.timestamp(i), Blocks.DAY);
      days.add(day);
      i =
          day == Long.MAX_VALUE / Blocks.DAY
              ? columns.size()
              : columns.lowerBound((day + 1) * Blocks.DAY);
    }
  }

  /** Forgets all; the slab takes the memory back. */
  void clear() {
    rows.clear();
    lists = null;
    reached = Long.MIN_VALUE;
    present = 0;
  }
}
