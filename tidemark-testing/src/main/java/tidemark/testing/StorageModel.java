package tidemark.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tidemark.model.CodePoints;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;
import tidemark.storage.PathNode;

/**
 * What a storage must answer, said as plainly as possible: sorted maps and the definitions. Not
 * thread-safe.
 */
public final class StorageModel {
  private final NavigableMap<SeriesKey, NavigableMap<Long, Point>> series = new TreeMap<>();

  /** Puts a point over the one at its time. */
  public void write(SeriesKey key, Point point) {
    series.computeIfAbsent(key, k -> new TreeMap<>()).put(point.time(), point);
  }

  /** Removes the points in a range; series left without points are gone. */
  public void delete(Selector selector, TimeRange range) {
    series.forEach((key, points) -> {
      if (selector.matches(key) && !range.isEmpty()) {
        points.subMap(range.from(), range.until()).clear();
      }
    });
    series.values().removeIf(Map::isEmpty);
  }

  /** Every series of the answer with its points. */
  public Map<SeriesKey, List<Point>> read(Fetch fetch) {
    Map<SeriesKey, List<Point>> answer = new TreeMap<>();
    series.forEach((key, points) -> {
      if (fetch.selector().matches(key)) {
        TimeRange range = fetch.range();
        List<Point> all =
            new ArrayList<>(
                range.isEmpty() ? List.of() : points.subMap(range.from(), range.until()).values());
        if (fetch.last() > 0 && all.size() > fetch.last()) {
          all = all.subList(all.size() - fetch.last(), all.size());
        }
        if (fetch.empty() || !all.isEmpty()) {
          answer.put(key, all);
        }
      }
    });
    return answer;
  }

  /** As {@link tidemark.storage.Catalog#find}. */
  public List<SeriesKey> find(Selector selector, int limit) {
    return series.keySet().stream().filter(selector::matches).limit(limit).toList();
  }

  /** As {@link tidemark.storage.Catalog#browse}. */
  public List<PathNode> browse(PathPattern pattern, int limit) {
    TreeMap<String, Integer> kinds = new TreeMap<>(CodePoints::compare); // 1 leaf, 2 branch
    for (SeriesKey key : series.keySet()) {
      if (key.isPath()) {
        kinds.merge(key.name(), 1, (a, b) -> a | b);
        for (int dot = key.name().indexOf('.'); dot >= 0; dot = key.name().indexOf('.', dot + 1)) {
          kinds.merge(key.name().substring(0, dot), 2, (a, b) -> a | b);
        }
      }
    }
    List<PathNode> nodes = new ArrayList<>();
    kinds.forEach((path, kind) -> {
      if (pattern.matches(path)) {
        if ((kind & 1) != 0) {
          nodes.add(new PathNode(path, true));
        }
        if ((kind & 2) != 0) {
          nodes.add(new PathNode(path, false));
        }
      }
    });
    return nodes.subList(0, Math.min(limit, nodes.size()));
  }

  /** As {@link tidemark.storage.Catalog#names}. */
  public List<String> names(String prefix, int limit) {
    var names = new TreeSet<>(CodePoints::compare);
    series.keySet().forEach(key -> names.add(key.name()));
    return cut(names, prefix, limit);
  }

  /** As {@link tidemark.storage.Catalog#tagKeys}. */
  public List<String> tagKeys(Selector selector, String prefix, int limit) {
    var keys = new TreeSet<>(CodePoints::compare);
    for (SeriesKey key : find(selector, Integer.MAX_VALUE)) {
      for (int i = 0; i < key.tags().size(); i++) {
        keys.add(key.tags().key(i));
      }
    }
    return cut(keys, prefix, limit);
  }

  /** As {@link tidemark.storage.Catalog#tagValues}. */
  public List<String> tagValues(Selector selector, String tag, String prefix, int limit) {
    var values = new TreeSet<>(CodePoints::compare);
    for (SeriesKey key : find(selector, Integer.MAX_VALUE)) {
      String value = key.tags().get(tag);
      if (value != null) {
        values.add(value);
      }
    }
    return cut(values, prefix, limit);
  }

  private static List<String> cut(Set<String> texts, String prefix, int limit) {
    return texts.stream().filter(text -> text.startsWith(prefix)).limit(limit).toList();
  }
}
