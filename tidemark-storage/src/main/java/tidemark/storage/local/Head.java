package tidemark.storage.local;

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
