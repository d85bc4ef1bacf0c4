package tidemark.storage.local;

/** Hears how far a long work is. Called on the thread that works, often; must be quick. */
@FunctionalInterface
public interface WorkListener {
  /**
   * So much is done.
   *
   * @param done from 0 to {@code all}, in any unit
   * @param all may grow while the work finds more to do
   */
  void at(long done, long all);
}
