package tidemark.storage.local;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tidemark.model.Batch;
import tidemark.storage.local.codec.Columns;

/**
 * A part of the head: every so many-th group of series, see {@link Head}.
 *
 * <p>Lock order: shards in ascending order, then the log's lock. Whoever writes holds the shards it
 * touches from before the append until it is applied, so that within a shard the order of the log
 * is the order of the head.
 */
final class Shard {
  final ReentrantLock lock = new ReentrantLock();
  private Slab slab;
  private Slab frozenSlab;
  private @Nullable HeadGroup[] groups = new @Nullable HeadGroup[64];
  private HeadGroup[] touched = new HeadGroup[64];
  private int count;

  Shard(PagePool pool) {
    slab = new Slab(pool);
    frozenSlab = new Slab(pool);
  }

  /** The group of a series of this shard. */
  HeadGroup group(long number) {
    int i = Head.groupInShard(number);
    HeadGroup group = i < groups.length ? groups[i] : null;
    if (group == null) {
      if (i >= groups.length) {
        groups = Arrays.copyOf(groups, Math.max(2 * groups.length, i + 1));
      }
      group = new HeadGroup((int) number & -Rows.LANES);
      groups[i] = group;
    }
    return group;
  }

  /**
   * Takes points of one time and group.
   *
   * @param numbers of their series, {@code numbers[at]} of the first
   * @return the lanes of those that the catalog does not show yet
   */
  long put(Batch batch, int from, int to, int[] numbers, int at) {
    HeadGroup group = touched(numbers[at]);
    return group.open().put(slab, batch, from, to, numbers, at) & ~group.indexed;
  }

  private HeadGroup touched(long number) {
    HeadGroup group = group(number);
    if (!group.touched) {
      group.touched = true;
      if (count == touched.length) {
        touched = Arrays.copyOf(touched, 2 * count);
      }
      touched[count++] = group;
    }
    return group;
  }

  /** Whether the catalog shows a series. */
  boolean isIndexed(long number) {
    return (group(number).indexed >>> HeadGroup.lane(number) & 1) != 0;
  }

  void setIndexed(long number, boolean indexed) {
    HeadGroup group = group(number);
    long bit = 1L << HeadGroup.lane(number);
    group.indexed = indexed ? group.indexed | bit : group.indexed & ~bit;
  }

  /** Whether there are open points, or were some that have been deleted. */
  boolean isEmpty() {
    return count == 0;
  }

  boolean hasOpen(long number) {
    return group(number).open().has(HeadGroup.lane(number));
  }

  /** The open points of a series, sorted; null without any. */
  @Nullable Columns open(long number) {
    return columns(group(number).open(), slab, number);
  }

  /** What is being sealed of a series, sorted; null without any. */
  @Nullable Columns frozen(long number) {
    return columns(group(number).frozen(), frozenSlab, number);
  }

  /**
   * Puts the open points of the wanted lanes of a group into columns by lane, see {@link Lanes}.
   */
  void fillOpen(HeadGroup group, long wanted, @Nullable Columns[] out) {
    group.open().fill(slab, wanted, out);
  }

  /** The same of what is being sealed. */
  void fillFrozen(HeadGroup group, long wanted, @Nullable Columns[] out) {
    group.frozen().fill(frozenSlab, wanted, out);
  }

  private static @Nullable Columns columns(Lanes lanes, Slab slab, long number) {
    int lane = HeadGroup.lane(number);
    return lanes.has(lane) ? lanes.columns(slab, lane) : null;
  }

  /** Where frozen points are: also without the lock, for the sealer, until {@link #thaw}. */
  Slab frozenSlab() {
    return frozenSlab;
  }

  /** Removes open points. */
  void remove(long number, long from, long until) {
    int lane = HeadGroup.lane(number);
    Lanes open = group(number).open();
    if (open.has(lane)) {
      open.remove(slab, lane, from, until);
    }
  }

  /** Sets the open points aside and returns the groups that have some. */
  HeadGroup[] freeze() {
    HeadGroup[] frozen = Arrays.copyOf(touched, count);
    Arrays.fill(touched, 0, count, null);
    count = 0;
    for (HeadGroup group : frozen) {
      group.freeze();
    }
    Slab swap = frozenSlab;
    frozenSlab = slab;
    slab = swap;
    return frozen;
  }

  /** Forgets what was set aside, which is in blocks now; the groups are those of this shard. */
  void thaw(Iterable<HeadGroup> frozen) {
    frozen.forEach(HeadGroup::thaw);
    frozenSlab.release();
  }
}
