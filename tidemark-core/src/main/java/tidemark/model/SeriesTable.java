package tidemark.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/**
 * The series this process has met, each under a small dense number: what a {@link Batch} carries and
 * what sinks index their arrays by. One per process. Thread-safe.
 */
public final class SeriesTable {
  private final Map<SeriesKey, Integer> ids = new HashMap<>();
  private final List<SeriesKey> keys = new ArrayList<>();
  private final List<IntConsumer> retireListeners = new CopyOnWriteArrayList<>();

  /** The id of a series, given on first sight. */
  public synchronized int resolve(SeriesKey key) {
    return ids.computeIfAbsent(
        key,
        k -> {
          keys.add(k);
          return keys.size() - 1;
        });
  }

  /** The series under an id. */
  public synchronized SeriesKey key(int id) {
    return keys.get(id);
  }

  /** How many ids are in use. */
  public synchronized int size() {
    return keys.size();
  }

  /** Called with each id before it may be reused, from the retiring thread. */
  public void onRetire(IntConsumer listener) {
    retireListeners.add(listener);
  }

  /** A resolver for one connection (or other single-threaded sender) that spells series in one way. */
  public Interner interner(SeriesSyntax syntax) {
    return new Interner(this, syntax);
  }

  int resolve(byte[] buffer, int offset, int length, SeriesSyntax syntax) {
    return resolve(syntax.parse(buffer, offset, length));
  }

  static String text(byte[] buffer, int offset, int length) {
    return new String(buffer, offset, length, StandardCharsets.UTF_8);
  }
}
