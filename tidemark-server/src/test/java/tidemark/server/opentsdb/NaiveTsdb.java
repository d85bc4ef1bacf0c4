package tidemark.server.opentsdb;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenTSDB's queries written down a second time, straight from contracts/opentsdb.md 5.4 and
 * without a thought to speed, to be compared with what the server answers. A value is a Long or a
 * Double.
 */
final class NaiveTsdb {
  private static final long HOUR = 3_600_000;
  private static final Set<String> ZERO =
      Set.of("zimsum", "count", "squareSum", "first", "last", "none");

  private final Map<Series, TreeMap<Long, Number>> data = new HashMap<>();
  private final Map<String, Integer> keys = new HashMap<>();
  private final Map<String, Integer> values = new HashMap<>();

  record Series(String metric, Map<String, String> tags) {}

  /** A condition in the long form, {@code type(argument)}. */
  record Filter(String key, String type, String argument, boolean groups) {
    boolean accepts(@Nullable String value) {
      if (value == null) {
        return false;
      }
      boolean foldsCase = type.startsWith("i") || type.startsWith("not_i");
      String own = foldsCase ? value.toLowerCase(Locale.ROOT) : value;
      String wanted = foldsCase ? argument.toLowerCase(Locale.ROOT) : argument;
      return switch (type) {
        case "literal_or", "iliteral_or" -> List.of(wanted.split("\\|")).contains(own);
        case "not_literal_or", "not_iliteral_or" -> !List.of(wanted.split("\\|")).contains(own);
        case "wildcard", "iwildcard" -> own.matches(wanted.replace("*", ".*"));
        default -> Pattern.compile(argument).matcher(value).find();
      };
    }
  }

  /**
   * Buckets.
   *
   * @param length a number and a unit, or 0all
   */
  record Down(String length, boolean calendar, String function, String fill) {}

  record Rates(boolean counter, boolean drop, long max, long reset) {}

  record Sub(
      String aggregator,
      String metric,
      @Nullable Down down,
      @Nullable Rates rates,
      List<Filter> filters,
      boolean explicit) {}

  record Output(Map<String, String> tags, Set<String> aggregated, List<Point> points) {}

  record Point(long time, Number value) {}

  private record Member(Series series, int[] row, List<Point> points) {}

  void put(Series series, long time, Number value) {
    // The tags of a point get their numbers in the order of a map of default size (case 586).
    Map<String, String> order = new HashMap<>();
    series.tags.forEach(order::put);
    order.forEach((tagk, tagv) -> {
      keys.putIfAbsent(tagk, keys.size());
      values.putIfAbsent(tagv, values.size());
    });
    data.computeIfAbsent(series, s -> new TreeMap<>()).put(time, value);
  }

  /** Whether a filter names a key that nobody has, or exactly a value that nobody has. */
  boolean namesUnknown(Sub sub) {
    return sub.filters.stream()
        .anyMatch(filter ->
            !keys.containsKey(filter.key)
                || filter.type.equals("literal_or")
                    && !values.keySet().containsAll(List.of(filter.argument.split("\\|"))));
  }

  /** What a sub-query answers. */
  List<Output> answer(Sub sub, long start, long end, ZoneId zone) {
    long length = sub.down == null || sub.down.length.equals("0all") ? 1 : millis(sub.down.length);
    long from = start / 1000 * 1000;
    from -= from % length;
    from -= from % HOUR;
    long to = end / 1000 * 1000;
    if (length > 1) {
      to += length - to % length;
      to = (to + HOUR - 1) / HOUR * HOUR;
    } else {
      to += HOUR - to % HOUR;
    }
    List<Member> members = new ArrayList<>();
    for (Map.Entry<Series, TreeMap<Long, Number>> entry : data.entrySet()) {
      List<Point> points = new ArrayList<>();
      entry
          .getValue()
          .subMap(from, to)
          .forEach((time, value) -> points.add(new Point(time, value)));
      if (!points.isEmpty() && wanted(sub, entry.getKey())) {
        List<Point> prepared =
            sub.down == null ? points : downsample(points, sub.down, from, start, end, zone);
        prepared = sub.rates == null ? prepared : rates(prepared, sub.rates);
        members.add(new Member(entry.getKey(), row(entry.getKey()), prepared));
      }
    }
    members.sort(Comparator.comparing(Member::row, Arrays::compare));
    List<Output> answer = new ArrayList<>();
    for (List<Member> group : groups(sub, members)) {
      List<Point> joined = new ArrayList<>(join(group, sub));
      joined.removeIf(point -> point.time < start || point.time > end);
      Map<String, Set<String>> tags = new TreeMap<>();
      for (Member member : group) {
        member.series.tags.forEach(
            (key, value) -> tags.computeIfAbsent(key, k -> new HashSet<>()).add(value));
      }
      Map<String, String> common = new HashMap<>();
      Set<String> aggregated = new HashSet<>();
      tags.forEach((key, all) -> {
        if (all.size() == 1) {
          common.put(key, all.iterator().next());
        } else {
          aggregated.add(key);
        }
      });
      answer.add(new Output(common, aggregated, joined));
    }
    return answer;
  }

  private static boolean wanted(Sub sub, Series series) {
    Set<String> named = new HashSet<>();
    for (Filter filter : sub.filters) {
      named.add(filter.key);
      if (!filter.accepts(series.tags.get(filter.key))) {
        return false;
      }
    }
    return series.metric.equals(sub.metric)
        && (!sub.explicit || named.equals(series.tags.keySet()));
  }

  private int[] row(Series series) {
    return series.tags.keySet().stream()
        .sorted(Comparator.comparing(keys::get))
        .flatMap(key -> List.of(keys.get(key), values.get(series.tags.get(key))).stream())
        .mapToInt(i -> i)
        .toArray();
  }

  private Iterable<List<Member>> groups(Sub sub, List<Member> members) {
    List<String> by =
        sub.filters.stream()
            .filter(Filter::groups)
            .map(Filter::key)
            .distinct()
            .sorted(Comparator.comparing(keys::get))
            .toList();
    Map<int[], List<Member>> groups = new TreeMap<>(Arrays::compare);
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      int[] key =
          sub.aggregator.equals("none")
              ? new int[] {i}
              : by.stream().mapToInt(k -> values.get(member.series.tags.get(k))).toArray();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(member);
    }
    return groups.values();
  }

  private static long millis(String length) {
    String unit = length.replaceAll("\\d", "");
    long one =
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1000;
          case "m" -> 60_000;
          case "h" -> HOUR;
          case "d" -> 24 * HOUR;
          case "w" -> 7 * 24 * HOUR;
          case "n" -> 30 * 24 * HOUR;
          default -> 365 * 24 * HOUR;
        };
    return one * Long.parseLong(length.replaceAll("\\D", ""));
  }

  private static List<Point> downsample(
      List<Point> points, Down down, long from, long start, long end, ZoneId zone) {
    if (down.length.equals("0all")) {
      List<Double> inside =
          points.stream()
              .filter(p -> p.time >= start && p.time < end)
              .map(p -> p.value.doubleValue())
              .toList();
      return inside.isEmpty()
          ? List.of()
          : List.of(new Point(start, NaiveFolds.doubles(down.function, inside)));
    }
    long length = millis(down.length);
    LongUnaryOperator bucket =
        down.calendar ? time -> calendar(down.length, time, zone) : time -> time - time % length;
    TreeMap<Long, List<Double>> buckets = new TreeMap<>();
    for (Point point : points) {
      buckets
          .computeIfAbsent(bucket.applyAsLong(point.time), b -> new ArrayList<>())
          .add(point.value.doubleValue());
    }
    List<Point> out = new ArrayList<>();
    if (down.fill.isEmpty() || down.fill.equals("none")) {
      buckets
          .tailMap(from)
          .forEach((time, all) -> out.add(new Point(time, NaiveFolds.doubles(down.function, all))));
      return out;
    }
    for (long at = bucket.applyAsLong(from); down.calendar ? at < end : at <= end; ) {
      List<Double> all = buckets.get(at);
      double empty = down.fill.equals("zero") ? 0 : Double.NaN;
      out.add(new Point(at, all == null ? empty : NaiveFolds.doubles(down.function, all)));
      long next = at + 1;
      if (down.calendar) {
        // A step that surely reaches the next bucket and no further than it.
        long shortest = Math.min(length, 28 * 24 * HOUR) - 2 * HOUR;
        next = at + shortest;
        while (bucket.applyAsLong(next) == at) {
          next += HOUR / 2;
        }
        at = bucket.applyAsLong(next);
      } else {
        at += length;
      }
    }
    return out;
  }

  /** The start of the local day, week from Sunday, month or year. */
  private static long calendar(String length, long time, ZoneId zone) {
    LocalDate day = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    LocalDate first =
        switch (length) {
          case "1d" -> day;
          case "1w" ->
              day.minusDays(
                  day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : day.getDayOfWeek().getValue());
          case "1n" -> day.withDayOfMonth(1);
          default -> day.withDayOfYear(1);
        };
    return first.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** With the rate since the epoch in front, which a group holds until the second point. */
  private static List<Point> rates(List<Point> points, Rates how) {
    List<Point> out = new ArrayList<>();
    Point before = new Point(0, 0L);
    for (Point point : points) {
      double seconds = (point.time - before.time) / 1000.0;
      boolean exact = before.value instanceof Long && point.value instanceof Long;
      double difference =
          exact
              ? point.value.longValue() - before.value.longValue()
              : point.value.doubleValue() - before.value.doubleValue();
      double rate = difference / seconds;
      boolean fell = how.counter && difference < 0;
      if (fell) {
        rate =
            (exact
                    ? how.max - before.value.longValue() + point.value.longValue()
                    : how.max - before.value.doubleValue() + point.value.doubleValue())
                / seconds;
        rate = how.reset > 0 && rate > how.reset ? 0 : rate;
      }
      if (!fell || !how.drop) {
        out.add(new Point(point.time, rate));
      }
      before = point;
    }
    return out;
  }

  /** The members at every time at which one of them has a point. */
  private static List<Point> join(List<Member> group, Sub sub) {
    int n = group.size();
    boolean rates = sub.rates != null;
    int[] at = new int[n]; // how many points of a member are past
    boolean[] gone = new boolean[n];
    for (int i = 0; rates && i < n; i++) {
      at[i] = group.get(i).points.isEmpty() ? 0 : 1;
    }
    List<Point> out = new ArrayList<>();
    int supplier = 0;
    while (true) {
      for (int i = supplier; i < n; i++) {
        gone[i] |= at[i] == group.get(i).points.size();
      }
      long x = Long.MAX_VALUE;
      for (int i = 0; i < n; i++) {
        List<Point> points = group.get(i).points;
        x = at[i] < points.size() ? Math.min(x, points.get(at[i]).time) : x;
      }
      if (x == Long.MAX_VALUE) {
        return out;
      }
      supplier = -1;
      for (int i = 0; i < n; i++) {
        List<Point> points = group.get(i).points;
        if (at[i] < points.size() && points.get(at[i]).time == x) {
          at[i]++;
          supplier = supplier < 0 ? i : supplier;
        }
      }
      out.add(new Point(x, value(group, sub, at, gone, x)));
    }
  }

  private static Number value(List<Member> group, Sub sub, int[] at, boolean[] gone, long x) {
    boolean integer = sub.rates == null;
    for (int i = 0; i < group.size(); i++) {
      List<Point> points = group.get(i).points;
      integer &= gone[i] || at[i] == 0 || points.get(at[i] - 1).value instanceof Long;
      integer &= at[i] == points.size() || points.get(at[i]).value instanceof Long;
    }
    List<Number> slots = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      if (at[i] > 0 && !gone[i]) {
        List<Point> points = group.get(i).points;
        Point now = points.get(at[i] - 1);
        boolean held = now.time == x || sub.rates != null;
        Point next = at[i] == points.size() ? new Point(x + 1, now.value) : points.get(at[i]);
        slots.add(held ? now.value : between(sub.aggregator, now, next, x, integer));
      }
    }
    return integer
        ? NaiveFolds.integers(sub.aggregator, slots.stream().map(Number::longValue).toList())
        : (Number)
            NaiveFolds.doubles(sub.aggregator, slots.stream().map(Number::doubleValue).toList());
  }

  private static Number between(String aggregator, Point a, Point b, long x, boolean integer) {
    if (ZERO.contains(aggregator)) {
      return 0L;
    }
    switch (aggregator) {
      case "mimmin":
        return integer ? (Number) Long.MAX_VALUE : (Number) Double.MAX_VALUE;
      case "mimmax":
        return integer ? (Number) Long.MIN_VALUE : (Number) (-Double.MAX_VALUE);
      case "pfsum":
        return a.value;
      default:
    }
    if (integer) {
      long rise = b.value.longValue() - a.value.longValue();
      return a.value.longValue() + (x - a.time) * rise / (b.time - a.time);
    }
    double rise = b.value.doubleValue() - a.value.doubleValue();
    return a.value.doubleValue() + (x - a.time) * rise / (b.time - a.time);
  }
}
