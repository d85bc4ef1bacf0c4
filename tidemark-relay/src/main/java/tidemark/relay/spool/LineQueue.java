package tidemark.relay.spool;

import org.jspecify.annotations.Nullable;

/**
 * Lines that wait for a server, oldest first, within a bound. Not thread-safe: the server guards
 * it.
 */
public interface LineQueue extends AutoCloseable {
  /** How many lines wait. */
  long lines();

  /** How many bytes they have. */
  long bytes();

  /** How many more lines there is room for without dropping any. */
  long room();

  /**
   * Adds whole lines at the end.
   *
   * @return how many lines were dropped for it, oldest first
   */
  long add(byte[] from, int offset, int length, int count);

  /** Takes the oldest lines, or null if there are none. */
  @Nullable Block poll();

  /** The block's lines have been sent, or are somebody else's now. */
  void done(Block block);

  /**
   * What is left of the block goes in front again.
   *
   * @return how many lines were dropped for it
   */
  long giveBack(Block block);

  /** Whether what waits is there again after the process. */
  boolean survives();

  /** Lets go of files. What waits in memory is lost, and the answer says how much. */
  @Override
  void close();
}
