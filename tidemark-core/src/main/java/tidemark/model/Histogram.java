package tidemark.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many values fell into each range at one time, as OpenTSDB's simple histogram counts them
 * (contracts/opentsdb.md 4 and 5.5). Immutable.
 *
 * @param buckets the counts, by range
 * @param underflow how many were below all ranges
 * @param overflow how many were above
 */
public record Histogram(SortedMap<Range, Long> buckets, long underflow, long overflow) {
  private static final double LOWEST = 1;
  private static final double HIGHEST = 100;

  /** A range of values, ordered by its lower end. */
  public record Range(float from, float to) implements Comparable<Range> {
    @Override
    public int compareTo(Range other) {
      int order = Float.compare(from, other.from);
      return order != 0 ? order : Float.compare(to, other.to);
    }
  }

  public Histogram {
    buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
  }

  /** The counts of two together. */
  public Histogram plus(Histogram other) {
    SortedMap<Range, Long> sum = new TreeMap<>(buckets);
    other.buckets.forEach((range, count) -> sum.merge(range, count, Long::sum));
    return new Histogram(sum, underflow + other.underflow, overflow + other.overflow);
  }

  /**
   * The middle of the range in which a percentile lies; what under- and overflowed is not counted.
   *
   * @param percent from 1 to 100; for any other it is -1, as in OpenTSDB
   * @return 0 if nothing was counted
   */
  public double percentile(double percent) {
    if (!(percent >= LOWEST && percent <= HIGHEST)) {
      return -1;
    }
    long total = buckets.values().stream().mapToLong(count -> count).sum();
    long passed = 0;
    for (Map.Entry<Range, Long> bucket : buckets.entrySet()) {
      passed += bucket.getValue();
      if (passed * HIGHEST / total >= percent) {
        return (bucket.getKey().from + bucket.getKey().to) / 2;
      }
    }
    return 0;
  }
}
