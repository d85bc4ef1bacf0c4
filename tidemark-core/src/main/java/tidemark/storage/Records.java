package tidemark.storage;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.model.TimeRange;

/**
 * The small things beside the points: annotations and events, meta data of names, trees. Each is a
 * JSON text under a kind and a key, and stands at a time. What {@link #put} and {@link #delete}
 * returned from is on stable storage and visible. Every method may be called from any thread;
 * writing ones block and throw StorageException.
 */
public interface Records extends AutoCloseable {
  /**
   * One of them.
   *
   * @param kind who uses it, a short word: {@code annotation}
   * @param key unique within its kind; putting another under the same key replaces it
   * @param time ms since the epoch, 0 for what has none
   * @param json its content, which nobody here reads
   */
  record Entry(String kind, String key, long time, String json) {}

  /**
   * The kind that Graphite events and OpenTSDB's annotations share, so that each API shows the
   * other's: {@code {"tsuid","description","notes","custom","startTime","endTime","tags"}}, an
   * empty tsuid for what is about no series. Graphite's what is the description, its data the
   * notes, its tags the array tags.
   */
  String ANNOTATIONS = "annotation";

  /** Takes all, or throws; then some may have been taken. */
  void put(List<Entry> entries);

  default void put(Entry entry) {
    put(List.of(entry));
  }

  /** The entry under a key, or null. */
  @Nullable Entry get(String kind, String key);

  /** Removes entries of a kind by their keys; those that are not there are nobody's error. */
  void delete(String kind, List<String> keys);

  /** The entries of a kind in a range of time that meet a condition, by time and then by key. */
  List<Entry> scan(String kind, TimeRange range, Predicate<Entry> condition);

  @Override
  void close();
}
