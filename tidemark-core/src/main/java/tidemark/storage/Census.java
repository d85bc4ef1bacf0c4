package tidemark.storage;

import java.util.function.Consumer;
import tidemark.model.SeriesKey;

/** How many series an engine has, which they are, and which come new. Thread-safe. */
public interface Census {
  /** How many series there are, without counting them. */
  int size();

  /** Hands over each series, in no order, without holding a lock; changes meanwhile may show. */
  void each(Consumer<SeriesKey> out);

  /**
   * Adds somebody who is told each series that gets its first point from now on. Called by the
   * writing thread, which holds locks of the engine: be quick, and ask the engine nothing.
   */
  void onNew(Consumer<SeriesKey> listener);
}
