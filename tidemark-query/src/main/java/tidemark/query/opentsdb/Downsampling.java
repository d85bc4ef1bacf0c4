package tidemark.query.opentsdb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.storage.Downsample;

/**
 * A request to make one point of those in each interval, {@code 1m-avg} or {@code 1dc-sum-nan} or
 * {@code 0all-max} (contracts/opentsdb.md 5.4).
 *
 * @param interval null for {@code 0all}: one bucket for the whole range
 * @param calendar whether buckets follow the calendar of the query's zone
 */
record Downsampling(
    @Nullable Interval interval, boolean calendar, Aggregator function, FillPolicy fill) {

  /**
   * Reads a specification. A dash at the end is ignored: Grafana up to 12 sends {@code 1m-avg-}
   * (contracts/grafana.md 1.5).
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static Downsampling parse(String text) {
    List<String> parts = List.of(text.split("-", -1));
    while (!parts.isEmpty() && parts.getLast().isEmpty()) {
      parts = parts.subList(0, parts.size() - 1);
    }
    if (parts.size() < 2) {
      throw invalid(text, "must provide at least interval and function");
    }
    if (parts.size() > 3) {
      throw invalid(text, "must provide at most interval, function and fill policy");
    }
    String length = parts.get(0);
    boolean all = length.endsWith("all");
    boolean calendar = !all && length.endsWith("c");
    Interval interval =
        all ? null : Interval.parse(calendar ? length.substring(0, length.length() - 1) : length);
    Aggregator function = Aggregators.named(parts.get(1));
    if (function == null) {
      throw new InvalidInputException("No such downsampling function: " + parts.get(1));
    }
    if (function.isNone()) {
      throw new InvalidInputException("cannot use the NONE aggregator for downsampling");
    }
    return new Downsampling(
        interval, calendar, function, FillPolicy.parse(parts.size() == 3 ? parts.get(2) : ""));
  }

  private static InvalidInputException invalid(String text, String why) {
    return new InvalidInputException("Invalid downsampling specifier '" + text + "': " + why);
  }

  /**
   * What a storage may do of it before the points come here: join those of each bucket. Null on a
   * calendar, whose buckets differ in length, and for functions that need every point.
   *
   * @param start of the query, inclusive, as {@code end}: the one bucket of {@code 0all}
   */
  @Nullable Downsample wish(long start, long end) {
    Downsample.Function fold =
        switch (function.name()) {
          case "avg" -> Downsample.Function.AVERAGE;
          case "count" -> Downsample.Function.COUNT;
          case "first" -> Downsample.Function.FIRST;
          case "last" -> Downsample.Function.LAST;
          case "max", "mimmax" -> Downsample.Function.MAX;
          case "min", "mimmin" -> Downsample.Function.MIN;
          case "sum", "zimsum", "pfsum" -> Downsample.Function.SUM;
          default -> null;
        };
    if (fold == null || (calendar && interval != null && interval.unit() != Interval.Unit.MS)) {
      return null;
    }
    return interval == null
        ? new Downsample(end - start, start, fold)
        : new Downsample(interval.millis(), 0, fold);
  }

  /** The same, along the calendar. */
  Downsampling onCalendar() {
    return new Downsampling(interval, true, function, fill);
  }
}
