package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.query.Budget;

/**
 * The values that a request keeps until its end, counted in its budget: each array once, however
 * many series share it. Used by one thread.
 */
final class Held {
  /** Values of an array that its mark is made of. */
  private static final int MARKED = 3;

  /** Arrays with one mark that are told apart. */
  private static final int MOST_ALIKE = 64;

  private final Budget budget;

  /**
   * By a mark of their content: arrays do not change, and an identity hash costs as much as reading
   * a short series.
   */
  private final Map<Integer, List<double[]>> counted = new HashMap<>();

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
      bytes += isNew(one.values()) ? 8L * one.size() : 0;
    }
    budget.hold(bytes);
  }

  @SuppressWarnings("ReferenceEquality") // two series share an array or they do not
  private boolean isNew(double[] values) {
    List<double[]> alike = counted.computeIfAbsent(mark(values), mark -> new ArrayList<>(1));
    if (alike.size() > MOST_ALIKE) {
      return true; // rather too much than a search through thousands of empty series
    }
    for (double[] other : alike) {
      if (other == values) {
        return false;
      }
    }
    alike.add(values);
    return true;
  }

  /** Made of the upper half of products: the lower bits of most doubles are all 0. */
  private static int mark(double[] values) {
    long mark = values.length;
    for (int i = 0; i < MARKED && values.length > 0; i++) {
      double value = values[(int) ((values.length - 1L) * i / (MARKED - 1))];
      mark = (mark + (Double.doubleToRawLongBits(value) >>> 16)) * 0x9E3779B97F4A7C15L;
      mark ^= mark >>> 32;
    }
    return (int) mark;
  }
}
