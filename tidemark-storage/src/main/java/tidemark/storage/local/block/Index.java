package tidemark.storage.local.block;

/** The lines of an index.bin, sorted by number and then by time. Thread-safe. */
interface Index {
  long size();

  /** Line {@code i}, {@code 0 <= i < size()}. */
  Entry at(long i);

  /** The first line whose number is not below a number; {@link #size} if there is none. */
  long find(long number);
}
