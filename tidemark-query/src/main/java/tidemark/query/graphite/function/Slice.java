package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.GraphiteSeries;

/** Python's slices. */
final class Slice {
  private Slice() {}

  /** A bound of a slice: counted from the end when negative, never outside. */
  static int index(int bound, int size) {
    return Math.clamp(bound < 0 ? (long) size + bound : bound, 0, size);
  }

  /** The first {@code n} series; all but the last {@code -n} when negative. */
  static List<GraphiteSeries> first(List<GraphiteSeries> list, int n) {
    return list.subList(0, index(n, list.size()));
  }
}
