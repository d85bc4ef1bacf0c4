package tidemark.storage.local;

/** The shards of the head and the order in which they are locked: always ascending. */
final class Head {
  private final Shard[] shards = new Shard[LocalOptions.SHARDS];

  Head(PagePool pool) {
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard(pool);
    }
  }

  Shard shard(HeadSeries series) {
    return shards[series.shard];
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
