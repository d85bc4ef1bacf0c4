package tidemark.model;

import java.util.List;

/**
 * Which series are meant. {@link #matches} is the definition; an index is only a faster way to it.
 */
public sealed interface Selector {
  boolean matches(SeriesKey key);

  /** A Graphite path pattern. Selects series without tags only, as graphite-web's tree does. */
  record Path(PathPattern pattern) implements Selector {
    @Override
    public boolean matches(SeriesKey key) {
      return key.isPath() && pattern.matches(key.name());
    }
  }

  /** One series by its identity, tagged or not. */
  record Exact(SeriesKey key) implements Selector {
    @Override
    public boolean matches(SeriesKey other) {
      return key.equals(other);
    }
  }

  /**
   * seriesByTag(...), OpenTSDB queries, Prometheus matchers.
   *
   * @param pathsToo whether series without tags are considered too; a matcher whose {@code missing}
   *     is false excludes them anyway
   */
  record Tagged(TextMatcher name, List<TagMatcher> tags, boolean pathsToo) implements Selector {
    public Tagged {
      tags = List.copyOf(tags);
    }

    @Override
    public boolean matches(SeriesKey key) {
      if ((key.isPath() && !pathsToo) || !name.matches(key.name())) {
        return false;
      }
      for (TagMatcher tag : tags) {
        if (!tag.matches(key.tags())) {
          return false;
        }
      }
      return true;
    }
  }

  /** Every series, tagged or not. */
  record All() implements Selector {
    @Override
    public boolean matches(SeriesKey key) {
      return true;
    }
  }
}
