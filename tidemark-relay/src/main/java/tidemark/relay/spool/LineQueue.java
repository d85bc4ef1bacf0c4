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
   * What it is called in frames, which number its lines (docs/formats/frames.md). Another queue, or
   * the same one begun anew, has another.
   */
  long id();

  /** Adds whole lines that no entry of the journal brought; see the other method. */
  default long add(byte[] from, int offset, int length, int count) {
    return add(from, offset, length, count, 0);
  }

  /**
   * Adds whole lines at the end.
   *
   * @param mark the number of the journal's entry that brings them; 0: none. Ascending.
   * @return how many lines were dropped for it, oldest first
   */
  long add(byte[] from, int offset, int length, int count, long mark);

  /** The highest mark of all lines that it has ever been given, over restarts; 0: none. */
  long lastMark();

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
