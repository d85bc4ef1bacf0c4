package tidemark.query.opentsdb;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.DataQuery.Flag;
import tidemark.storage.Fetch;

/**
 * A sub-query whose words have been understood: what to read and what to do with each series.
 *
 * <p>OpenTSDB reads whole hours: from the query's start, rounded down to the downsampling interval
 * and then to the hour, up to the first hour after the end of the interval that holds the query's
 * end. What lies outside the query's range serves interpolation, rates and the last interval, so
 * that this range shows in the answers (contracts/opentsdb.md 5.4).
 *
 * @param start inclusive, ms
 * @param end inclusive, ms
 * @param scan what is read
 */
record QueryPlan(
    int index,
    SubQuery query,
    Aggregator aggregator,
    @Nullable Downsampling downsampling,
    long start,
    long end,
    TimeRange scan,
    ZoneId zone) {
  private static final long HOUR = 3_600_000;

  /**
   * The plan for a sub-query.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static QueryPlan of(DataQuery whole, int index, long start, long end) {
    SubQuery query = whole.queries().get(index);
    if (query.aggregator().isEmpty()) {
      throw new InvalidInputException("Missing the aggregation function");
    }
    Aggregator aggregator = Aggregators.named(query.aggregator());
    if (aggregator == null) {
      throw new InvalidInputException("No such aggregation function: " + query.aggregator());
    }
    String metric = query.metric();
    if ((metric == null || metric.isEmpty()) && query.tsuids().isEmpty()) {
      throw new InvalidInputException("Missing the metric or tsuids, provide at least one");
    }
    String text = query.downsample();
    Downsampling downsampling = text == null || text.isEmpty() ? null : Downsampling.parse(text);
    if (downsampling != null && whole.has(Flag.CALENDAR)) {
      downsampling = downsampling.onCalendar();
    }
    TimeRange scan = scan(downsampling, start, end);
    return new QueryPlan(index, query, aggregator, downsampling, start, end, scan, whole.zone());
  }

  private static TimeRange scan(@Nullable Downsampling downsampling, long start, long end) {
    Interval interval = downsampling == null ? null : downsampling.interval();
    long length = interval == null ? 1 : interval.millis();
    long from = start - start % 1000;
    from -= from % length;
    long until = end - end % 1000;
    if (interval != null) {
      until += length - until % length;
      until += (HOUR - until % HOUR) % HOUR;
    } else {
      until += HOUR - until % HOUR;
    }
    return new TimeRange(from - from % HOUR, until);
  }

  /** The same for what joins prepared series: nothing that was read is cut off. */
  QueryPlan padded() {
    return new QueryPlan(
        index, query, aggregator, downsampling, scan.from(), scan.until() - 1, scan, zone);
  }

  /** The question to the storage. */
  Fetch fetch(Selector selector, long now) {
    return Fetch.raw(selector, scan, now)
        .withDownsample(downsampling == null ? null : downsampling.wish(start, end));
  }

  /**
   * What is done to each series before it joins its group; reads the points during the call only.
   */
  Column prepare(Series series) {
    if (downsampling == null) {
      return rated(Column.of(series.points(), scan.from(), scan.until()));
    }
    boolean joined = series.step() > 0;
    // a bucket that the storage has joined stands at its start, which may be before what was read
    long from = joined ? Long.MIN_VALUE : scan.from();
    Column column = Column.of(series.points(), from, scan.until());
    return rated(
        new Downsampler(downsampling, zone, start, end, scan.from(), joined).apply(column));
  }

  private Column rated(Column column) {
    return query.rate() ? Rate.apply(column, rateOptions()) : column;
  }

  private RateOptions rateOptions() {
    RateOptions options = query.rateOptions();
    return options == null ? RateOptions.PLAIN : options;
  }

  /** Whether gaps are printed as null. */
  boolean nulls() {
    return downsampling != null && downsampling.fill() == FillPolicy.NULL;
  }
}
