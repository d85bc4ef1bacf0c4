package tidemark.query.graphite;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tidemark.model.Selector;

/**
 * What a request reads: each distinct expression once for each distinct range. Used by one thread.
 */
final class Readings {
  private record Key(String expression, Need need) {}

  private final GraphiteRequest request;
  private final SeriesReader reader;
  private final Map<Key, Supplier<List<GraphiteSeries>>> pending = new LinkedHashMap<>();
  private final Map<Key, List<GraphiteSeries>> found = new HashMap<>();

  Readings(GraphiteRequest request, SeriesReader reader) {
    this.request = request;
    this.reader = reader;
  }

  /**
   * Notes that an expression is needed over a range.
   *
   * @param selector nothing if it can select nothing
   */
  void want(String expression, Need need, Optional<Selector> selector) {
    var key = new Key(expression, need);
    if (selector.isEmpty()) {
      found.put(key, List.of());
    } else if (!found.containsKey(key)) {
      pending.put(key, () -> reader.read(expression, selector.get(), need, request));
    }
  }

  /** The same for what comes from elsewhere than the storage. */
  void want(String expression, Need need, Supplier<List<GraphiteSeries>> reading) {
    var key = new Key(expression, need);
    if (!found.containsKey(key)) {
      pending.put(key, reading);
    }
  }

  /** Reads all that was wanted and not read yet. */
  void read() {
    pending.forEach((key, reading) -> found.put(key, reading.get()));
    pending.clear();
  }

  /** What was read of an expression. */
  List<GraphiteSeries> found(String expression, Need need) {
    List<GraphiteSeries> series = found.get(new Key(expression, need));
    if (series == null) {
      throw new IllegalStateException("'" + expression + "' was not planned over " + need);
    }
    return series;
  }
}
