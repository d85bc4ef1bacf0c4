package tidemark.query;

/**
 * What one query may still use of time and memory. Asked by those who read and compute, each time
 * they have done a piece that takes milliseconds at most: nothing else ends a query early, because
 * an interrupt would close the files of others.
 */
public interface Budget {
  /** For who has all the time: tests, and reads that nobody waits for. */
  Budget UNLIMITED =
      new Budget() {
        @Override
        public void check() {}

        @Override
        public boolean isOver() {
          return false;
        }

        @Override
        public void hold(long bytes) {}
      };

  /**
   * Ends the query if its time is up, somebody cancelled it or nobody waits for it any more.
   *
   * @throws tidemark.storage.StorageException that says why
   */
  void check();

  /** Whether {@link #check} would end it: for loops of others, which end by themselves. */
  boolean isOver();

  /**
   * Counts memory that the query keeps until its end.
   *
   * @throws tidemark.storage.StorageException LIMIT if that is more than one query may have
   */
  void hold(long bytes);
}
