package tidemark.storage;

import java.util.List;
import java.util.Optional;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;

/**
 * What series there are: those with at least one stored point. Answers are sorted (series by
 * canonical text, texts by code point) and cut at {@code limit}. A range other than {@link
 * TimeRange#ALL} is a hint: an engine may leave out series that certainly have no point in it.
 */
public interface Catalog {
  /** The selected series. */
  List<SeriesKey> find(Selector selector, TimeRange range, int limit);

  /**
   * The next level of the path tree under a pattern: {@code a.*} gives a.b (leaf) and a.c (branch).
   */
  List<PathNode> browse(PathPattern pattern, TimeRange range, int limit);

  /** Distinct names, of tagged series and of paths, that start with a prefix. */
  List<String> names(String prefix, int limit);

  /** Distinct tag keys of the selected series. */
  List<String> tagKeys(Selector selector, String prefix, int limit);

  /** Distinct values of a key among the selected series. */
  List<String> tagValues(Selector selector, String key, String prefix, int limit);

  /** The series as a whole; empty for an engine that asks others for its series. */
  default Optional<Census> census() {
    return Optional.empty();
  }
}
