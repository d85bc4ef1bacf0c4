package tidemark.query.graphite;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import tidemark.query.Budget;

/**
 * The values that a request keeps until its end, counted in its budget: each array once, however
 * many series share it. Used by one thread.
 */
final class Held {
  private final Budget budget;
  private final Set<double[]> counted = Collections.newSetFromMap(new IdentityHashMap<>());

  Held(Budget budget) {
    this.budget = budget;
  }

  /**
   * Ends the request if its time is up.
   *
   * @throws tidemark.storage.StorageException that says why
   */
  void check() {
    budget.check();
  }

  /**
   * Keeps the values of some series.
   *
   * @throws tidemark.storage.StorageException if that is more than the budget has
   */
  void keep(List<GraphiteSeries> series) {
    long bytes = 0;
    for (GraphiteSeries one : series) {
      bytes += counted.add(one.values()) ? 8L * one.size() : 0;
    }
    budget.hold(bytes);
  }
}
