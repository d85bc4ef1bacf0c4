package tidemark.storage.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.CodePoints;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.Catalog;
import tidemark.storage.PathNode;

/**
 * The series of one engine, each under a slot: a small int that the engine chooses and indexes its
 * own arrays by. Knows no time, so the catalog's ranges are ignored, as {@link Catalog} allows.
 * Thread-safe; an answer is the state at one moment of the call.
 */
public final class SeriesIndex implements Catalog {
  private final Map<Integer, SeriesKey> keys = new HashMap<>();

  /**
   * Adds a series under a free slot.
   *
   * @throws IllegalArgumentException if the slot is taken
   */
  public synchronized void add(int slot, SeriesKey key) {
    if (keys.putIfAbsent(slot, key) != null) {
      throw new IllegalArgumentException("slot " + slot + " is taken");
    }
  }

  /** Frees a slot, which may be used again at once; nothing happens if it is free. */
  public synchronized void remove(int slot) {
    keys.remove(slot);
  }

  /** The series under a slot, or null if it is free. */
  public synchronized @Nullable SeriesKey key(int slot) {
    return keys.get(slot);
  }

  /** How many series there are. */
  public synchronized int size() {
    return keys.size();
  }

  /**
   * The slots of the selected series, for the caller to keep. Another thread may free one of them
   * and use it again before the caller looks: who removes series asks {@link #keys}, or checks.
   */
  public synchronized RoaringBitmap select(Selector selector) {
    var slots = new RoaringBitmap();
    keys.forEach((slot, key) -> {
      if (selector.matches(key)) {
        slots.add(slot);
      }
    });
    return slots;
  }

  /** The selected series in any order. */
  public synchronized List<SeriesKey> keys(Selector selector) {
    return keys.values().stream().filter(selector::matches).toList();
  }

  @Override
  public List<SeriesKey> find(Selector selector, TimeRange range, int limit) {
    return keys(selector).stream().sorted().limit(limit).toList();
  }

  @Override
  public List<PathNode> browse(PathPattern pattern, TimeRange range, int limit) {
    var leaves = new TreeSet<>(CodePoints::compare);
    var branches = new TreeSet<>(CodePoints::compare);
    for (SeriesKey key : keys(new Selector.All())) {
      if (key.isPath()) {
        String path = key.name();
        if (pattern.matches(path)) {
          leaves.add(path);
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
          if (pattern.matches(path.substring(0, dot))) {
            branches.add(path.substring(0, dot));
          }
        }
      }
    }
    var all = new TreeSet<>(CodePoints::compare);
    all.addAll(leaves);
    all.addAll(branches);
    List<PathNode> nodes = new ArrayList<>();
    for (String path : all) {
      if (leaves.contains(path)) {
        nodes.add(new PathNode(path, true));
      }
      if (branches.contains(path)) {
        nodes.add(new PathNode(path, false));
      }
    }
    return List.copyOf(nodes.subList(0, Math.min(limit, nodes.size())));
  }

  @Override
  public List<String> names(String prefix, int limit) {
    var names = new TreeSet<>(CodePoints::compare);
    keys(new Selector.All()).forEach(key -> names.add(key.name()));
    return cut(names, prefix, limit);
  }

  @Override
  public List<String> tagKeys(Selector selector, String prefix, int limit) {
    var found = new TreeSet<>(CodePoints::compare);
    for (SeriesKey key : keys(selector)) {
      for (int i = 0; i < key.tags().size(); i++) {
        found.add(key.tags().key(i));
      }
    }
    return cut(found, prefix, limit);
  }

  @Override
  public List<String> tagValues(Selector selector, String key, String prefix, int limit) {
    var found = new TreeSet<>(CodePoints::compare);
    for (SeriesKey series : keys(selector)) {
      String value = series.tags().get(key);
      if (value != null) {
        found.add(value);
      }
    }
    return cut(found, prefix, limit);
  }

  private static List<String> cut(Set<String> texts, String prefix, int limit) {
    return texts.stream().filter(text -> text.startsWith(prefix)).limit(limit).toList();
  }
}
