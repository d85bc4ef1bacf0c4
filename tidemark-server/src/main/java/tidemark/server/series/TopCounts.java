package tidemark.server.series;

import java.util.ArrayList;
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

  /** A name that is counted; where it is in {@link #heap}. */
  private static final class Place {
    String name;
    long count;
    int at;

    Place(String name, int at) {
      this.name = name;
      this.at = at;
    }
  }

  private final int places;
  private final Map<String, Place> byName = new HashMap<>();

  /** The rarest is first: none is rarer than the one at half its index. */
  private final List<Place> heap = new ArrayList<>();

  TopCounts(int places) {
    this.places = places;
  }

  void add(String name, long n) {
    Place place = byName.get(name);
    if (place == null) {
      place = heap.size() < places ? append(name) : replaceRarest(name);
      byName.put(name, place);
    }
    place.count += n;
    sink(place);
  }

  private Place append(String name) {
    Place place = new Place(name, heap.size());
    heap.add(place);
    while (place.at > 0) { // its count is 0
      swap(place, heap.get((place.at - 1) / 2));
    }
    return place;
  }

  private Place replaceRarest(String name) {
    Place rarest = heap.getFirst();
    byName.remove(rarest.name);
    rarest.name = name;
    return rarest;
  }

  private void sink(Place place) {
    while (2 * place.at + 1 < heap.size()) {
      Place child = heap.get(2 * place.at + 1);
      if (child.at + 1 < heap.size() && heap.get(child.at + 1).count < child.count) {
        child = heap.get(child.at + 1);
      }
      if (child.count >= place.count) {
        return;
      }
      swap(child, place);
    }
  }

  private void swap(Place a, Place b) {
    int at = a.at;
    a.at = b.at;
    b.at = at;
    heap.set(a.at, a);
    heap.set(b.at, b);
  }

  /** All that is counted goes on in another's counts too. */
  void addTo(TopCounts other) {
    heap.forEach(place -> other.add(place.name, place.count));
  }

  /** The most frequent names, the most frequent first. */
  List<Count> top(int limit) {
    return heap.stream()
        .map(place -> new Count(place.name, place.count))
        .sorted(MOST_FIRST)
        .limit(limit)
        .toList();
  }
}
