package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.TextMatcher;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.Catalog;

/**
 * Refuses names that nobody has written, as OpenTSDB does (contracts/opentsdb.md 5.2). A name is
 * known if it has a uid, or if it came through another protocol's door and is in the catalog.
 */
public final class NameCheck {
  private final Uids uids;
  private final Catalog catalog;

  /** A check against what is known now. */
  public NameCheck(Uids uids, Catalog catalog) {
    this.uids = uids;
    this.catalog = catalog;
  }

  /**
   * Refuses an unknown metric.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  public void metric(String name) {
    if (uids.find(Kind.METRIC, name) == 0 && !catalog.names(name, 1).contains(name)) {
      throw unknown(Kind.METRIC, name);
    }
  }

  /** Refuses an unknown tag key. */
  public void tagk(String key) {
    if (uids.find(Kind.TAGK, key) == 0
        && !catalog.tagKeys(new Selector.All(), key, 1).contains(key)) {
      throw unknown(Kind.TAGK, key);
    }
  }

  /** Refuses an unknown tag value. */
  public void tagv(String key, String value) {
    if (!knows(key, value)) {
      throw unknown(Kind.TAGV, value);
    }
  }

  private boolean knows(String key, String value) {
    return uids.find(Kind.TAGV, value) != 0
        || catalog.tagValues(new Selector.All(), key, value, 1).contains(value);
  }

  private static InvalidInputException unknown(Kind kind, String name) {
    return new InvalidInputException("No such name for '" + kind.shown() + "': '" + name + "'");
  }

  /**
   * The series that a sub-query means.
   *
   * @param skipUnresolved whether unknown literal values are passed over ({@code
   *     tsd.query.skip_unresolved_tagvs})
   * @return null if only unknown values were named
   */
  @Nullable Selector selector(SubQuery query, boolean skipUnresolved) {
    String metric = query.metric() == null ? "" : query.metric();
    metric(metric);
    for (TagFilter filter : query.filters()) {
      tagk(filter.tagk());
      if (filter.type() == TagFilter.Type.LITERAL_OR) {
        List<String> unknown = new ArrayList<>();
        for (String literal : filter.literals()) {
          if (!knows(filter.tagk(), literal)) {
            unknown.add(literal);
          }
        }
        if (!unknown.isEmpty() && !skipUnresolved) {
          throw unknown(Kind.TAGV, unknown.getFirst());
        }
        if (unknown.size() == filter.literals().size()) {
          return null;
        }
      }
    }
    return new Selector.Tagged(
        TextMatcher.exactly(metric),
        query.filters().stream().map(TagFilter::matcher).toList(),
        true);
  }
}
