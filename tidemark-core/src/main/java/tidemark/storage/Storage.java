package tidemark.storage;

import java.util.function.Consumer;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.TimeRange;

/**
 * Keeps series. Every method may block, may be called from any thread, and throws StorageException.
 */
public interface Storage extends AutoCloseable {
  /**
   * Takes every point, durable as the engine says, or throws; then some may have been taken.
   * Writing again is safe: a point at an existing timestamp replaces it. Visible to reads when it
   * returns.
   */
  void write(Batch batch);

  /**
   * Hands each selected series to {@code out}, once, in any order, one at a time; valid during that
   * call only.
   */
  void read(Fetch fetch, Consumer<Series> out);

  /** Removes the points of the selected series in the range; exact, and visible at return. */
  void delete(Selector selector, TimeRange range);

  /** Returns when all that was written before is on stable storage. */
  void sync();

  /** What series there are. */
  Catalog catalog();

  /** Whether writes and reads are being served, and why not. */
  Health health();

  @Override
  void close();
}
