package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
      List<String> parts = parts(FirstPath.of(series.name()));
      long at = index < 0 ? parts.size() + index : index;
      if (at >= 0 && at < parts.size()) {
        return parts.get((int) at);
      }
    }
    return series.tags().getOrDefault(node.toString(), "");
  }

  /** The components of a path, without its tags. */
  static List<String> parts(String path) {
    int tags = path.indexOf(';');
    String name = tags < 0 ? path : path.substring(0, tags);
    return Arrays.asList(name.split("\\.", -1));
  }
}
