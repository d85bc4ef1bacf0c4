package tidemark.storage.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first {@code limit} of what it is offered, in order; the rest is compared once and
 * forgotten, never sorted.
 */
final class Smallest<T> {
  private final Comparator<? super T> order;
  private final int limit;

  /** All, until there are too many. */
  private List<T> all = new ArrayList<>();

  /** The first ones after that, the greatest on top, so that the one to give way is at hand. */
  private @Nullable PriorityQueue<T> kept;

  Smallest(Comparator<? super T> order, int limit) {
    this.order = order;
    this.limit = Math.max(0, limit);
  }

  void offer(T candidate) {
    if (kept == null && all.size() < limit) {
      all.add(candidate);
      return;
    }
    if (kept == null) {
      kept = new PriorityQueue<>(order.reversed());
      kept.addAll(all);
      all = List.of();
    }
    T greatest = kept.peek();
    if (greatest != null && order.compare(candidate, greatest) < 0) {
      kept.poll();
      kept.add(candidate);
    }
  }

  List<T> sorted() {
    List<T> sorted = new ArrayList<>(kept == null ? all : kept);
    sorted.sort(order);
    return sorted;
  }
}
