package tidemark.storage.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the first {@code limit} of what it is offered, in order; the rest is compared once and
 * forgotten, never sorted.
 */
final class Smallest<T> {
  private final Comparator<? super T> order;
  private final int limit;

  /** Greatest first, so that the one to give way is at hand. */
  private final PriorityQueue<T> kept;

  Smallest(Comparator<? super T> order, int limit) {
    this.order = order;
    this.limit = Math.max(0, limit);
    this.kept = new PriorityQueue<>(order.reversed());
  }

  void offer(T candidate) {
    T greatest = kept.peek();
    if (kept.size() < limit) {
      kept.add(candidate);
    } else if (greatest != null && order.compare(candidate, greatest) < 0) {
      kept.poll();
      kept.add(candidate);
    }
  }

  List<T> sorted() {
    List<T> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return sorted;
  }
}
