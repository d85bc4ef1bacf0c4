package tidemark.storage.local;

import java.io.IOException;

/**
 * What sealing needs of the log; at start, while the log is being replayed, there is none to cut.
 */
interface Journal {
  /** Starts a new segment and returns the last sequence before it. All shards are locked. */
  long cut() throws IOException;

  void sync() throws IOException;

  boolean isSuspect();

  /** Durable blocks hold all up to a sequence. */
  void covered(long through);

  /** Writes that down, durably, and drops the segments. */
  void checkpoint(long through) throws IOException;

  /** The running engine's. */
  static Journal of(tidemark.storage.local.log.Log log) {
    return new Journal() {
      @Override
      public long cut() throws IOException {
        return log.cut();
      }

      @Override
      public void sync() throws IOException {
        log.sync();
      }

      @Override
      public boolean isSuspect() {
        return log.isSuspect();
      }

      @Override
      public void covered(long through) {
        log.covered(through);
      }

      @Override
      public void checkpoint(long through) throws IOException {
        log.checkpoint(through);
      }
    };
  }

  /**
   * While replaying: blocks may be made, and the log stays as it is, since replaying it again is
   * harmless.
   */
  static Journal replaying(java.util.function.LongSupplier sequence) {
    return new Journal() {
      @Override
      public long cut() {
        return sequence.getAsLong();
      }

      @Override
      public void sync() {}

      @Override
      public boolean isSuspect() {
        return false;
      }

      @Override
      public void covered(long through) {}

      @Override
      public void checkpoint(long through) {}
    };
  }
}
