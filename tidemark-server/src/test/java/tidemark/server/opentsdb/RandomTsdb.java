package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tidemark.server.opentsdb.NaiveTsdb.Down;
import tidemark.server.opentsdb.NaiveTsdb.Filter;
import tidemark.server.opentsdb.NaiveTsdb.Rates;
import tidemark.server.opentsdb.NaiveTsdb.Series;
import tidemark.server.opentsdb.NaiveTsdb.Sub;

/**
 * Random points and random questions about them. Each metric is of one sort: small or whole-range
 * integers, doubles or both, on a grid of seconds or at any millisecond, over an hour or over
 * weeks, with gaps, repeated times and late points.
 */
final class RandomTsdb {
  /** A Tuesday at midnight, two weeks before New York's clocks go back. */
  static final long T0 = 1_697_500_800_000L;

  private static final List<String> HOSTS = List.of("web01", "web02", "WEB03", "db01", "5", "x");
  private static final List<String> FUNCTIONS =
      NaiveFolds.NAMES.stream().filter(name -> !name.equals("none")).toList();
  private static final List<String> LENGTHS =
      List.of("500ms", "1s", "7s", "10s", "30s", "1m", "90s", "2m", "7m", "1h", "5h", "0all");
  private static final List<String> LONG = List.of("5h", "1d", "1w", "1n", "1y", "3d", "0all");

  private final Random random;
  final List<Metric> metrics = new ArrayList<>();

  /**
   * A sort of series.
   *
   * @param span how much time its points cover, ms
   * @param grid what their times are multiples of, ms
   */
  record Metric(String name, long span, long grid, int kind) {}

  record Sample(Series series, long time, Number value) {}

  RandomTsdb(Random random) {
    this.random = random;
    for (int kind = 0; kind < 4; kind++) {
      metrics.add(new Metric("grid." + kind, 3_600_000, 10_000, kind));
      metrics.add(new Metric("any." + kind, 5_400_000, 1, kind));
      metrics.add(new Metric("long." + kind, 40L * 86_400_000, 1000, kind));
    }
  }

  /** Points in the order in which they come. */
  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Metric metric : metrics) {
      for (int s = 1 + random.nextInt(7); s > 0; s--) {
        Series series = new Series(metric.name, tags());
        int count = random.nextInt(10) == 0 ? 1 : 10 + random.nextInt(60);
        long time = T0 + random.nextLong(metric.span / 2) / metric.grid * metric.grid;
        for (int i = 0; i < count; i++) {
          samples.add(new Sample(series, time, value(metric.kind)));
          long step = metric.span / 60 / metric.grid;
          long mean = Math.max(1, step);
          time +=
              switch (random.nextInt(12)) {
                case 0 -> 0; // again
                case 1 -> -metric.grid * random.nextLong(mean); // late
                case 2 -> metric.grid * mean * 20; // a gap
                default -> metric.grid * (metric.grid == 10_000 ? 1 : 1 + random.nextLong(mean));
              };
        }
      }
    }
    return samples;
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("host", pick(HOSTS));
    if (random.nextInt(4) > 0) {
      tags.put("dc", pick(List.of("x", "y", "LON")));
    }
    if (random.nextInt(3) == 0) {
      tags.put("rack", pick(List.of("1", "5")));
    }
    return tags;
  }

  private Number value(int kind) {
    return switch (kind) {
      case 0 -> (long) random.nextInt(200) - 50;
      case 1 ->
          random.nextInt(3) == 0 ? random.nextLong() : random.nextLong() >> random.nextInt(64);
      case 2 -> random.nextInt(5) == 0 ? random.nextInt(9) / 2.0 : random.nextGaussian() * 1e3;
      default ->
          random.nextBoolean() ? (Number) random.nextLong(1000) : (Number) random.nextDouble();
    };
  }

  Metric metric() {
    return pick(metrics);
  }

  Sub sub(Metric metric, boolean post) {
    List<Filter> filters = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      filters.add(filter());
    }
    return new Sub(
        pick(NaiveFolds.NAMES),
        metric.name,
        random.nextInt(5) < 2 ? null : down(metric, post),
        random.nextInt(3) == 0 ? rates() : null,
        filters.stream().distinct().toList(),
        random.nextInt(8) == 0 && !filters.isEmpty());
  }

  private Down down(Metric metric, boolean post) {
    String length = pick(metric.span > 10_000_000 ? LONG : LENGTHS);
    boolean calendar = List.of("1d", "1w", "1n", "1y").contains(length) && random.nextBoolean();
    boolean filled = random.nextInt(3) == 0 && !(length.equals("500ms") && post);
    String fill = filled ? pick(List.of("none", "nan", "null", "zero")) : "";
    return new Down(length, calendar, pick(FUNCTIONS), fill);
  }

  private Rates rates() {
    boolean counter = random.nextBoolean();
    return new Rates(
        counter,
        counter && random.nextInt(3) == 0,
        random.nextBoolean() ? Long.MAX_VALUE : 1000,
        random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 0);
  }

  private Filter filter() {
    boolean groups = random.nextInt(3) > 0;
    return switch (random.nextInt(9)) {
      case 0 -> new Filter("host", "literal_or", pick(HOSTS), groups);
      case 1 -> new Filter("host", "literal_or", pick(HOSTS) + "|" + pick(HOSTS), groups);
      case 2 -> new Filter("host", "iliteral_or", "web03|DB01|none", groups);
      case 3 -> new Filter("host", "not_literal_or", pick(HOSTS) + "|none", groups);
      case 4 -> new Filter("dc", "not_iliteral_or", "lon|y", groups);
      case 5 -> new Filter("host", "iwildcard", "web*", groups);
      case 6 ->
          new Filter("host", "regexp", pick(List.of("0[12]", "^[a-z]+0", "b", "^5$")), groups);
      case 7 -> new Filter("dc", "wildcard", "*", groups);
      default -> new Filter(pick(List.of("host", "dc", "rack")), "wildcard", "*", groups);
    };
  }

  /**
   * Start and end in ms, on whole hours, whole seconds or anywhere, in reach of a metric's points.
   */
  long[] range(Metric metric) {
    long grid = pick(List.of(3_600_000L, 60_000L, 1000L, 1L));
    long start = T0 - 1_000_000 + random.nextLong(metric.span + 1_000_000);
    long end = start + 1 + random.nextLong(random.nextBoolean() ? metric.span : metric.span / 4);
    start = start / grid * grid;
    return new long[] {
      start, Math.max(start + 1, random.nextInt(4) == 0 ? end : end / grid * grid)
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @Nullable String zone() {
    return random.nextInt(3) > 0
        ? null
        : pick(List.of("America/New_York", "Europe/Berlin", "Asia/Kolkata"));
  }
}
