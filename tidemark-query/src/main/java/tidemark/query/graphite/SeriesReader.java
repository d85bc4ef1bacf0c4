package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tidemark.model.CodePoints;
import tidemark.model.InvalidInputException;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.retention.Retention;
import tidemark.retention.Retentions;
import tidemark.retention.Rollup;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;

/**
 * Reads raw points, or those of the archive that answers where the storage has them rolled up, and
 * puts each series on the grid of its retention. A series without retention is kept for ever, and
 * its step is {@link ObservedStep}: that takes a look at its last points first.
 */
final class SeriesReader {
  /** More values than an array may have room for. */
  private static final int MOST_OF_ONE = Integer.MAX_VALUE - 8;

  /**
   * Seconds read beyond the range without knowing the step: the last slot begins in the range and
   * may end after it.
   */
  private static final int LONGEST_LAST_SLOT = 300;

  private final Storage storage;
  private final Retentions retentions;
  private final GraphiteLimits limits;
  private final Held held;
  private long points;

  /** A reader for one request: the limit on points is counted over all of its reads. */
  SeriesReader(Storage storage, Retentions retentions, GraphiteLimits limits, Held held) {
    this.storage = storage;
    this.retentions = retentions;
    this.limits = limits;
    this.held = held;
  }

  /** The selected series over a range, sorted by name; also those without a point in it. */
  List<GraphiteSeries> read(
      String expression, Selector selector, Need need, GraphiteRequest request) {
    var made = new Made(expression, request.xFilesFactor(), new ArrayList<>());
    if (!retentions.equals(Retentions.NONE)) {
      readWindows(selector, windows(selector, need, now(request)), made, now(request));
    } else {
      Set<SeriesKey> left = readObserved(selector, need, made, now(request));
      if (!left.isEmpty()) {
        Map<SeriesKey, Window> windows = windows(selector, need, now(request));
        windows.keySet().retainAll(left);
        readWindows(selector, windows, made, now(request));
      }
    }
    made.series().sort(Comparator.comparing(GraphiteSeries::name, CodePoints::compare));
    return made.series();
  }

  /** What is read of an expression, series by series. */
  private record Made(String expression, double xFilesFactor, List<GraphiteSeries> series) {}

  private static long now(GraphiteRequest request) {
    return request.now().getEpochSecond();
  }

  /**
   * Without a schemas file the step of a series is read off its last points, and those of most are
   * in the range: they need one read, not one for the names, one for the steps and one more.
   *
   * @return the series of which there are too few points in the range to know the step
   */
  private Set<SeriesKey> readObserved(Selector selector, Need need, Made made, long now) {
    Set<SeriesKey> left = new HashSet<>();
    if (need.from() > now) {
      return left;
    }
    long until = Math.min(need.until(), now);
    TimeRange range = new TimeRange(need.from() * 1000, (until + LONGEST_LAST_SLOT) * 1000);
    int[] selected = {0};
    Fetch fetch =
        Fetch.raw(selector, range, now * 1000)
            .withEmpty()
            .within(limits.maxSeries() + 1, () -> false);
    storage.read(
        fetch,
        series -> {
          held.check();
          refuseMoreThan(limits.maxSeries(), ++selected[0]);
          int known = before((until + 1) * 1000, series.points());
          int step = known < ObservedStep.POINTS ? 0 : ObservedStep.of(series.points(), known);
          if (step == 0 || step > LONGEST_LAST_SLOT) {
            left.add(series.key());
          } else {
            Window.of(need.from(), need.until(), now, step)
                .ifPresent(window -> {
                  count(window, made.expression());
                  make(series, window, made);
                });
          }
        });
    return left;
  }

  /** How many points there are before a time in ms. */
  private static int before(long end, Points points) {
    int size = points.size();
    while (size > 0 && points.timestamp(size - 1) >= end) {
      size--;
    }
    return size;
  }

  private void make(Series series, Window window, Made made) {
    GraphiteSeries one =
        series(series.key(), window, fill(series, window), made.expression(), made.xFilesFactor());
    held.keep(List.of(one));
    made.series().add(one);
  }

  private void readWindows(Selector selector, Map<SeriesKey, Window> windows, Made made, long now) {
    Map<Integer, Map<SeriesKey, Window>> byTier = new TreeMap<>();
    windows.forEach((key, window) -> {
      count(window, made.expression());
      byTier.computeIfAbsent(window.tier(), t -> new HashMap<>()).put(key, window);
    });
    byTier.forEach((tier, of) ->
        storage.read(
            fetch(selector, of.values(), tier, now),
            series -> {
              Window window = of.get(series.key());
              if (window != null) {
                held.check();
                make(series, window, made);
              }
            }));
  }

  /** One read for the series that are answered from one archive. */
  private Fetch fetch(Selector selector, Collection<Window> windows, int tier, long now) {
    long from = windows.stream().mapToLong(Window::start).min().orElseThrow();
    long until = windows.stream().mapToLong(Window::end).max().orElseThrow();
    return fetch(selector, new TimeRange(from * 1000, until * 1000), now).withStep(tier * 1000L);
  }

  private double[] fill(Series series, Window window) {
    Optional<Retention> retention = retentions.of(series.key());
    return Grid.fill(
        series.points(),
        series.step() > 0 && series.step() == window.step() * 1000L ? window.rolledUp() : window,
        retention.map(Retention::method).orElse(Rollup.AVERAGE),
        retention.map(Retention::xFilesFactor).orElse(0f));
  }

  private Map<SeriesKey, Window> windows(Selector selector, Need need, long now) {
    List<SeriesKey> keys = storage.catalog().find(selector, TimeRange.ALL, limits.maxSeries() + 1);
    refuseMoreThan(limits.maxSeries(), keys.size());
    Map<SeriesKey, Window> windows = HashMap.newHashMap(keys.size());
    boolean unconfigured = false;
    for (SeriesKey key : keys) {
      Optional<Retention> retention = retentions.of(key);
      retention
          .flatMap(r -> Window.of(need.from(), need.until(), now, r.archives()))
          .ifPresent(window -> windows.put(key, window));
      unconfigured |= retention.isEmpty();
    }
    if (unconfigured) {
      observe(selector, need, now, windows);
    }
    return windows;
  }

  private static void refuseMoreThan(int most, int selected) {
    if (selected > most) {
      throw new InvalidInputException(
          "more than " + most + " series selected: ask for fewer or raise query.max-series");
    }
  }

  private void observe(Selector selector, Need need, long now, Map<SeriesKey, Window> windows) {
    long until = Math.min(need.until(), now);
    TimeRange before = new TimeRange(Long.MIN_VALUE, (until + 1) * 1000);
    storage.read(
        fetch(selector, before, now).withLast(ObservedStep.POINTS),
        series -> {
          if (retentions.of(series.key()).isEmpty()) {
            Window.of(need.from(), need.until(), now, ObservedStep.of(series.points()))
                .ifPresent(window -> windows.put(series.key(), window));
          }
        });
  }

  private Fetch fetch(Selector selector, TimeRange range, long now) {
    return Fetch.raw(selector, range, now * 1000)
        .withEmpty()
        .within(limits.maxSeries(), () -> false);
  }

  private void count(Window window, String expression) {
    points += window.slots();
    if (points > limits.maxPoints() || window.slots() > MOST_OF_ONE) {
      throw new InvalidInputException(
          "more than "
              + limits.maxPoints()
              + " points asked for by '"
              + expression
              + "': ask for a shorter range or fewer series, or raise query.max-points");
    }
  }

  private static GraphiteSeries series(
      SeriesKey key, Window window, double[] values, String expression, double xFilesFactor) {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 0; i < key.tags().size(); i++) {
      tags.put(key.tags().key(i), key.tags().value(i));
    }
    tags.put("name", key.name());
    return new GraphiteSeries(
        key.toString(),
        tags,
        window.start(),
        window.end(),
        window.step(),
        values,
        expression,
        Consolidation.AVERAGE,
        xFilesFactor,
        DrawOptions.NONE);
  }
}
