package tidemark.server.queries;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last hundred queries that took long, the latest first. Thread-safe. */
final class SlowQueries {
  private static final int KEPT = 100;

  private final Duration least;
  private final Deque<FinishedQuery> kept = new ArrayDeque<>();

  SlowQueries(Duration least) {
    this.least = least;
  }

  synchronized void add(FinishedQuery query) {
    if (query.took().compareTo(least) < 0) {
      return;
    }
    kept.addFirst(query);
    if (kept.size() > KEPT) {
      kept.removeLast();
    }
  }

  synchronized List<FinishedQuery> list() {
    return List.copyOf(kept);
  }
}
