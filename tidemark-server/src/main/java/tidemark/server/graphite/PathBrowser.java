package tidemark.server.graphite;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tidemark.model.CodePoints;
import tidemark.model.PathPattern;
import tidemark.model.TimeRange;
import tidemark.query.graphite.Paths;
import tidemark.storage.Catalog;
import tidemark.storage.PathNode;

/**
 * The nodes that a query of {@code /metrics/find} means. It reads as graphite-web does, for which a
 * path is one of directories: empty components count for nothing, so {@code .servers} is {@code
 * servers}, but at the end an empty one is the branch itself, under no name; <code>{}</code> is
 * empty too. A text with {@code ;} is one tagged series.
 */
final class PathBrowser {
  private final Catalog catalog;
  private final int limit;

  PathBrowser(Catalog catalog, int limit) {
    this.catalog = catalog;
    this.limit = limit;
  }

  /** Sorted by path, a leaf before the branch of the same path. */
  List<PathNode> browse(String query, boolean leavesOnly) {
    return nodes(query).filter(node -> node.leaf() || !leavesOnly).toList();
  }

  private Stream<PathNode> nodes(String query) {
    if (query.indexOf(';') >= 0) {
      return Paths.selector(query)
          .map(selector -> catalog.find(selector, TimeRange.ALL, 1))
          .orElse(List.of())
          .stream()
          .map(key -> new PathNode(key.toString(), true));
    }
    String plain = query.replace("{}", "").replaceAll("\\.{2,}", ".").replaceFirst("^\\.", "");
    if (plain.isEmpty()) {
      return Stream.empty();
    }
    return plain.endsWith(".")
        ? level(plain.substring(0, plain.length() - 1))
            .filter(node -> !node.leaf())
            .map(node -> new PathNode(node.path() + '.', false))
            .sorted(Comparator.comparing(PathNode::path, CodePoints::compare))
        : level(plain);
  }

  private Stream<PathNode> level(String pattern) {
    return catalog.browse(PathPattern.parse(pattern), TimeRange.ALL, limit).stream();
  }
}
