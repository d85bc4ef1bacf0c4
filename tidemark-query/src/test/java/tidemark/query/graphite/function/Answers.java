package tidemark.query.graphite.function;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.query.Budget;
import tidemark.query.graphite.EventTimes;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.query.graphite.GraphiteQuery;
import tidemark.query.graphite.GraphiteRequest;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.retention.Retentions;
import tidemark.storage.memory.MemoryStorage;

/**
 * Answers targets over a few small series of one value a minute, from 1 to before 7 minutes after
 * the range begins: {@code a.x} is 1 to 6, {@code a.y} 6 to 1, {@code a.gap} 1 _ 3 _ _ 6, {@code
 * a.one} a single 5, {@code a.none} has nothing, {@code b.slow} is 10 20 30 every two minutes.
 * {@code b64.aGVq} is 1 2 3 every two minutes, {@code m.64_1} is 1 to 4 and {@code m.65_0} 1 to 6.
 * Gappy ones have a 1 each minute that is more than ten before the range.
 */
final class Answers {
  private static final long FROM = 1_200_000_000; // a multiple of 120
  private static final long MINUTE = 60;

  private final MemoryStorage storage = MemoryStorage.create();
  private final GraphiteQuery query =
      new GraphiteQuery(
          storage,
          Retentions.NONE,
          GraphiteLimits.DEFAULT,
          CarbonapiFunctions.withGraphites(),
          EventTimes.NONE);

  Answers() {
    series("a.x", 1, 1, 2, 3, 4, 5, 6);
    series("a.y", 1, 6, 5, 4, 3, 2, 1);
    series("a.gap", 1, 1, Double.NaN, 3, Double.NaN, Double.NaN, 6);
    series("a.one", 1, Double.NaN, Double.NaN, Double.NaN, 5, Double.NaN, Double.NaN);
    series("b.slow", 2, 10, 20, 30);
    series("b64.aGVq", 2, 1, 2, 3);
    series("m.64_1", 1, 1, 2, 3, 4);
    series("m.65_0", 1, 1, 2, 3, 4, 5, 6);
    List.of("a.gap", "a.none", "a.one").forEach(this::before);
  }

  /** A point a minute, up to ten minutes before the range, so that the step is known. */
  private void before(String name) {
    var batch = new Batch(storage.table());
    int id = storage.table().resolve(SeriesKey.parse(name));
    for (int minute = 80; minute > 10; minute--) {
      batch.add(id, (FROM - minute * MINUTE) * 1000, 1);
    }
    storage.write(batch);
  }

  private void series(String name, int minutes, double... values) {
    var batch = new Batch(storage.table());
    int id = storage.table().resolve(SeriesKey.parse(name));
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        batch.add(id, (FROM + (i + 1) * minutes * MINUTE) * 1000, values[i]);
      }
    }
    storage.write(batch);
  }

  /** The series of a target. */
  List<GraphiteSeries> series(String target) {
    var request =
        new GraphiteRequest(
            new Need(FROM, FROM + 6 * MINUTE),
            Instant.ofEpochSecond(FROM + 6 * MINUTE),
            ZoneOffset.UTC,
            0,
            Map.of());
    return query.render(List.of(target), request, Budget.UNLIMITED).series();
  }

  /**
   * {@code name: 1 _ 3}, one series after the other; what differs from whole numbers has digits,
   * and rounding beside 0 is 0.
   */
  String of(String target) {
    return series(target).stream()
        .map(s ->
            s.name()
                + ":"
                + Arrays.stream(s.values())
                    .map(v -> Math.abs(v) < 1e-12 ? 0 : v)
                    .mapToObj(v -> " " + (Double.isNaN(v) ? "_" : Numbers.g(v)))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("; "));
  }
}
