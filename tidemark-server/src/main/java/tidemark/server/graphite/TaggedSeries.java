package tidemark.server.graphite;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tidemark.model.PathPattern;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.Catalog;
import tidemark.storage.Fetch;
import tidemark.storage.PathNode;
import tidemark.storage.Records;
import tidemark.storage.Records.Entry;
import tidemark.storage.Storage;

/**
 * The series that tag look-ups see: those with stored points, those that {@code tagSeries} was told
 * of, and not those that {@code delSeries} was told of. Both are kept as records; the points are
 * left alone. A hidden series shows again when a point comes that is newer than its last one was.
 * Thread-safe.
 */
final class TaggedSeries implements Catalog {
  private static final String TAGGED = "graphite-tagged";
  private static final String HIDDEN = "graphite-hidden";

  private final Storage storage;
  private final Records records;
  private final InstantSource clock;

  TaggedSeries(Storage storage, Records records, InstantSource clock) {
    this.storage = storage;
    this.records = records;
    this.clock = clock;
  }

  /** Lists series whether they have points or not; at return that is on stable storage. */
  void add(Collection<SeriesKey> keys) {
    long now = clock.millis();
    records.delete(HIDDEN, keys.stream().map(SeriesKey::toString).toList());
    records.put(
        keys.stream()
            .filter(key -> records.get(TAGGED, key.toString()) == null && !isStored(key))
            .map(key -> new Entry(TAGGED, key.toString(), now, "{}"))
            .toList());
  }

  /** Hides series; at return that is on stable storage. */
  void remove(Collection<SeriesKey> keys) {
    records.delete(TAGGED, keys.stream().map(SeriesKey::toString).toList());
    for (SeriesKey key : keys) {
      if (isStored(key)) {
        records.put(new Entry(HIDDEN, key.toString(), lastPoint(key), "{}"));
      }
    }
  }

  private boolean isStored(SeriesKey key) {
    return !storage.catalog().find(new Selector.Exact(key), TimeRange.ALL, 1).isEmpty();
  }

  /** Ms of the newest point, 0 without any. */
  private long lastPoint(SeriesKey key) {
    long[] last = new long[1];
    storage.read(
        Fetch.raw(new Selector.Exact(key), TimeRange.ALL, clock.millis()).withLast(1),
        series -> {
          Points points = series.points();
          last[0] = points.size() == 0 ? 0 : points.timestamp(points.size() - 1);
        });
    return last[0];
  }

  @Override
  public List<SeriesKey> find(Selector selector, TimeRange range, int limit) {
    List<SeriesKey> stored = storage.catalog().find(selector, range, Integer.MAX_VALUE);
    List<SeriesKey> hidden = recorded(HIDDEN, selector);
    List<SeriesKey> tagged = recorded(TAGGED, selector);
    if (hidden.isEmpty() && tagged.isEmpty()) {
      return stored.subList(0, Math.min(limit, stored.size()));
    }
    TreeSet<SeriesKey> found = new TreeSet<>(stored);
    for (SeriesKey key : hidden) {
      Entry entry = records.get(HIDDEN, key.toString());
      if (entry != null && lastPoint(key) <= entry.time()) {
        found.remove(key);
      }
    }
    found.addAll(tagged);
    return found.stream().limit(limit).toList();
  }

  private List<SeriesKey> recorded(String kind, Selector selector) {
    List<SeriesKey> found = new ArrayList<>();
    for (Entry entry : records.scan(kind, TimeRange.ALL, entry -> true)) {
      SeriesKey key = SeriesKey.parse(entry.key());
      if (selector.matches(key)) {
        found.add(key);
      }
    }
    return found;
  }

  private boolean isPlain() {
    return records.scan(HIDDEN, TimeRange.ALL, entry -> true).isEmpty()
        && records.scan(TAGGED, TimeRange.ALL, entry -> true).isEmpty();
  }

  @Override
  public List<String> tagKeys(Selector selector, String prefix, int limit) {
    if (isPlain()) {
      return storage.catalog().tagKeys(selector, prefix, limit);
    }
    return texts(selector, prefix, limit, null);
  }

  @Override
  public List<String> tagValues(Selector selector, String key, String prefix, int limit) {
    if (isPlain()) {
      return storage.catalog().tagValues(selector, key, prefix, limit);
    }
    return texts(selector, prefix, limit, key);
  }

  /** The values of a tag, or the names of all tags. */
  private List<String> texts(Selector selector, String prefix, int limit, @Nullable String tag) {
    TreeSet<String> texts = new TreeSet<>(tidemark.model.CodePoints::compare);
    for (SeriesKey key : find(selector, TimeRange.ALL, Integer.MAX_VALUE)) {
      for (int i = 0; i < key.tags().size(); i++) {
        if (tag == null || key.tags().key(i).equals(tag)) {
          texts.add(tag == null ? key.tags().key(i) : key.tags().value(i));
        }
      }
    }
    return texts.stream().filter(text -> text.startsWith(prefix)).limit(limit).toList();
  }

  @Override
  public List<PathNode> browse(PathPattern pattern, TimeRange range, int limit) {
    return storage.catalog().browse(pattern, range, limit);
  }

  @Override
  public List<String> names(String prefix, int limit) {
    return storage.catalog().names(prefix, limit);
  }
}
