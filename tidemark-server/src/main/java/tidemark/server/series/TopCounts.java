package tidemark.server.series;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts names in bounded memory so that the frequent ones are known. Not thread-safe.
 *
 * <p>Space-Saving (Metwally, Agrawal, El Abbadi, "Efficient Computation of Frequent and Top-k
 * Elements in Data Streams", ICDT 2005): when all places are taken, a new name takes the place of
 * the rarest and its count with it. So a count may be too high by at most the total divided by the
 * places, never too low, and every name above that is there.
 */
final class TopCounts {
  /** A name and how often it was counted. */
  record Count(String name, long count) {}

  private static final Comparator<Count> MOST_FIRST =
      Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name);

  private final int places;
  private final Map<String, Long> counts = new HashMap<>();

  TopCounts(int places) {
    this.places = places;
  }

  void add(String name, long n) {
    Long before = counts.get(name);
    if (before == null && counts.size() == places) {
      before = replaceRarest();
    }
    counts.put(name, (before == null ? 0 : before) + n);
  }

  /** Walks all places: a few microseconds, on a name met first while they are taken. */
  private Long replaceRarest() {
    Map.Entry<String, Long> rarest = null;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      if (rarest == null || entry.getValue() < rarest.getValue()) {
        rarest = entry;
      }
    }
    if (rarest == null) {
      throw new IllegalStateException("counts without a place");
    }
    Long count = rarest.getValue();
    counts.remove(rarest.getKey());
    return count;
  }

  /** All that is counted goes on in another's counts too. */
  void addTo(TopCounts other) {
    counts.forEach(other::add);
  }

  /** The most frequent names, the most frequent first. */
  List<Count> top(int limit) {
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(MOST_FIRST)
        .limit(limit)
        .toList();
  }
}
