package tidemark.storage.local;

import tidemark.model.Batch;

/**
 * The shards of the head and the order in which they are locked: always ascending. Series whose
 * numbers are neighbours, {@value Rows#LANES} at a time, are a group and in one shard; the groups
 * are dealt out to the shards.
 */
final class Head {
  private static final int SHARD_BITS = Integer.numberOfTrailingZeros(LocalOptions.SHARDS);
  private static final int LANE_BITS = Integer.numberOfTrailingZeros(Rows.LANES);

  private final Shard[] shards = new Shard[LocalOptions.SHARDS];

  Head(PagePool pool) {
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard(pool);
    }
  }

  /** The shard of a series number. */
  static int shardOf(long number) {
    return (int) (number >>> LANE_BITS) & (LocalOptions.SHARDS - 1);
  }

  /** Which group of its shard a series number is in. */
  static int groupInShard(long number) {
    return (int) (number >>> (LANE_BITS + SHARD_BITS));
  }

  /** Whether two series numbers are of one group. */
  static boolean areNear(long a, long b) {
    return (a ^ b) >>> LANE_BITS == 0;
  }

  /** The shard that has the points of a series. */
  Shard shard(HeadSeries series) {
    return of(series.number);
  }

  /** The same by its number. */
  Shard of(long number) {
    return shards[shardOf(number)];
  }

  /** Is told of points of series that the catalog does not show. */
  interface Unseen {
    /**
     * Points of a group came.
     *
     * @param base the number of the series in lane 0
     * @param lanes those whose series are not shown, a bit each
     */
    void came(Shard shard, int base, long lanes);
  }

  /**
   * Takes points, with their shards locked.
   *
   * @param numbers of their series, of the point {@code from} first
   */
  void put(Batch batch, int from, int to, int[] numbers, Unseen unseen) {
    for (int i = from; i < to; ) {
      int number = numbers[i - from];
      long time = batch.timestamp(i);
      int end = i + 1;
      while (end < to && areNear(numbers[end - from], number) && batch.timestamp(end) == time) {
        end++;
      }
      Shard shard = of(number);
      long lanes = shard.put(batch, i, end, numbers, i - from);
      if (lanes != 0) {
        unseen.came(shard, number & -Rows.LANES, lanes);
      }
      i = end;
    }
  }

  Shard shard(int i) {
    return shards[i];
  }

  int shards() {
    return shards.length;
  }

  /** Every shard, as a mask for {@link #lock}. */
  int all() {
    return (1 << shards.length) - 1;
  }

  /** Locks the shards whose bits are set. */
  void lock(int mask) {
    for (int i = 0; i < shards.length; i++) {
      if ((mask >>> i & 1) != 0) {
        shards[i].lock.lock();
      }
    }
  }

  void unlock(int mask) {
    for (int i = shards.length - 1; i >= 0; i--) {
      if ((mask >>> i & 1) != 0) {
        shards[i].lock.unlock();
      }
    }
  }
}
