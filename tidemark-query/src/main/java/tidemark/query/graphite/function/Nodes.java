package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.query.graphite.FirstPath;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Value;

/** Picks a series apart by nodes of its path and by tags (contracts/graphite.md 6.1, getNode). */
final class Nodes {
  private Nodes() {}

  /** The chosen nodes and tags joined by dots. */
  static String key(GraphiteSeries series, List<Value> nodes) {
    return nodes.stream().map(node -> of(series, node)).collect(Collectors.joining("."));
  }

  /**
   * A node of the path, from the end when negative, or the value of a tag; empty if there is none.
   */
  static String of(GraphiteSeries series, Value node) {
    if (node instanceof Value.Whole(long index)) {
      String part = part(FirstPath.of(series.name()), index);
      if (part != null) {
        return part;
      }
    }
    return series.tags().getOrDefault(node.toString(), "");
  }

  /** One component, from the end when negative, without a list of all; null if there is none. */
  private static @Nullable String part(String path, long index) {
    int tags = path.indexOf(';');
    String name = tags < 0 ? path : path.substring(0, tags);
    long at = index < 0 ? name.chars().filter(c -> c == '.').count() + 1 + index : index;
    int from = 0;
    for (long i = 0; i < at; i++) {
      from = name.indexOf('.', from) + 1;
      if (from == 0) {
        return null;
      }
    }
    if (at < 0) {
      return null;
    }
    int end = name.indexOf('.', from);
    return end < 0 ? name.substring(from) : name.substring(from, end);
  }

  /** The components of a path, without its tags. */
  static List<String> parts(String path) {
    int tags = path.indexOf(';');
    String name = tags < 0 ? path : path.substring(0, tags);
    return Arrays.asList(name.split("\\.", -1));
  }
}
