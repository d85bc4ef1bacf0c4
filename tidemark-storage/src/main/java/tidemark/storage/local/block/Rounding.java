package tidemark.storage.local.block;

import tidemark.storage.local.codec.Columns;

/** What happens to values on their way into a block. Thread-safe. */
@FunctionalInterface
public interface Rounding {
  /** Nothing. */
  Rounding NONE = (number, columns, from, to) -> {};

  /**
   * Rounds the values {@code from} to {@code to} of a series in place. What is rounded already does
   * not change.
   *
   * @param number of the series
   */
  void apply(long number, Columns columns, int from, int to);
}
