package tidemark.server.series;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.model.Admission;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesLimitException;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.storage.Catalog;
import tidemark.storage.Census;

/**
 * Watches series come: refuses those beyond the limits, and counts by family which were new and
 * which were refused. Thread-safe.
 */
public final class SeriesWatch implements Admission {
  // A series is let in before it is stored, and a block of lines can bring thousands. So those on
  // their way count as stored: `coming` holds them until the engine tells that it has them, or
  // until their id is retired because their points never were stored.

  private final Catalog catalog;
  private final Census census;
  private final InstantSource clock;
  private final String limit;
  private volatile int maxSeries;
  private volatile int maxNew;
  private final Set<SeriesKey> coming = ConcurrentHashMap.newKeySet();
  private final HourlyFamilies newcomers;
  private final HourlyFamilies refused;
  private final Counter beyondMax;
  private final Counter tooFast;
  private long second;
  private int newInSecond;

  private SeriesWatch(
      Catalog catalog,
      Census census,
      InstantSource clock,
      Meters meters,
      String limit,
      int maxSeries,
      int maxNew) {
    this.catalog = catalog;
    this.census = census;
    this.clock = clock;
    this.limit = limit;
    this.maxSeries = maxSeries;
    this.maxNew = maxNew;
    newcomers = new HourlyFamilies(clock);
    refused = new HourlyFamilies(clock);
    beyondMax = counter(meters, "max-series");
    tooFast = counter(meters, "new-series");
  }

  private static Counter counter(Meters meters, String limit) {
    return meters.counter(
        "tidemark_series_refused_total",
        "Points refused because their series was new and a limit reached",
        "limit",
        limit);
  }

  /**
   * Stands at the table's gate from now on.
   *
   * @param limit what the refused are told, before the number of {@code maxSeries}
   * @param maxSeries most stored series
   * @param maxNew most new series within a second; 0: any number
   */
  public static SeriesWatch over(
      SeriesTable table,
      Catalog catalog,
      Census census,
      InstantSource clock,
      Meters meters,
      String limit,
      int maxSeries,
      int maxNew) {
    var watch = new SeriesWatch(catalog, census, clock, meters, limit, maxSeries, maxNew);
    census.onNew(watch::stored);
    table.onRetire(id -> watch.coming.remove(table.key(id)));
    table.admission(watch);
    return watch;
  }

  /** Replaces the limits of {@link #over}. */
  public void limits(int maxSeries, int maxNew) {
    this.maxSeries = maxSeries;
    this.maxNew = maxNew;
  }

  @Override
  public void check(SeriesKey key) {
    if (coming.contains(key)
        || !catalog.find(new Selector.Exact(key), TimeRange.ALL, 1).isEmpty()) {
      return;
    }
    if (census.size() + coming.size() >= maxSeries) {
      throw refuse(key, beyondMax, "series limit reached: " + limit + ' ' + maxSeries);
    }
    if (maxNew > 0 && !hasTurn()) {
      throw refuse(
          key,
          tooFast,
          "too many new series at once: limits.new-series is " + maxNew + " a second");
    }
    coming.add(key);
  }

  private synchronized boolean hasTurn() {
    long now = clock.millis() / 1000;
    if (now != second) {
      second = now;
      newInSecond = 0;
    }
    return newInSecond++ < maxNew;
  }

  private SeriesLimitException refuse(SeriesKey key, Counter counter, String why) {
    counter.increment();
    refused.add(key);
    return new SeriesLimitException(why);
  }

  private void stored(SeriesKey key) {
    coming.remove(key);
    newcomers.add(key);
  }

  /** The families with the most stored series; walks all series. */
  List<TopCounts.Count> most(int depth, int limit) {
    var counts = new TopCounts(Integer.MAX_VALUE);
    census.each(key -> counts.add(Family.of(key, depth), 1));
    return counts.top(limit);
  }

  /** The families with the most series that came new since {@link #since}. */
  List<TopCounts.Count> newest(int depth, int limit) {
    return newcomers.top(depth, limit);
  }

  /** The families with the most points refused for a limit since {@link #since}. */
  List<TopCounts.Count> refused(int depth, int limit) {
    return refused.top(depth, limit);
  }

  /** The begin of the last whole clock hour, in ms. */
  long since() {
    return newcomers.since();
  }
}
