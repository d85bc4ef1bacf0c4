package tidemark.server.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.opentsdb.HistogramSink;
import tidemark.model.Histogram;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.HistogramSource;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Tsuid;
import tidemark.storage.Records;

/*
 * A point of an engine is a number, a histogram is not; there are few of them, so they are records: one for each
 * series and time, under the tsuid, so that renaming a uid renames them. They are in memory, some 300 bytes
 * each, and a query looks at all that are kept.
 */
/** The histograms among the records. Thread-safe. */
public final class Histograms implements HistogramSink, HistogramSource {
  /** The kind of record, which is part of the file format. */
  private static final String KIND = "histogram";

  private static final char SEPARATOR = '@';

  private final Records records;
  private final UidTable uids;
  private final Set<String> tsuids = new ConcurrentSkipListSet<>();

  /** The histograms in these records. */
  public Histograms(Records records, UidTable uids) {
    this.records = records;
    this.uids = uids;
    records.scan(KIND, TimeRange.ALL, entry -> true).forEach(entry -> tsuids.add(tsuid(entry)));
  }

  private static String tsuid(Records.Entry entry) {
    return entry.key().substring(0, entry.key().indexOf(SEPARATOR));
  }

  @Override
  public void accept(SeriesKey series, long millis, Histogram histogram) {
    String tsuid = Tsuid.of(series, uids).toString();
    uids.settle();
    records.put(new Records.Entry(KIND, tsuid + SEPARATOR + millis, millis, json(histogram)));
    tsuids.add(tsuid);
  }

  /** The series that have histograms and that a selector matches. */
  List<SeriesKey> series(Selector selector) {
    List<SeriesKey> found = new ArrayList<>();
    for (String tsuid : tsuids) {
      SeriesKey key = Tsuid.parse(tsuid).key(uids);
      if (key != null && selector.matches(key)) {
        found.add(key);
      }
    }
    return found;
  }

  @Override
  public List<Series> read(Selector selector, TimeRange range) {
    Map<String, SortedMap<Long, Histogram>> wanted = new TreeMap<>();
    List<SeriesKey> keys = series(selector);
    keys.forEach(key -> wanted.put(Tsuid.of(key, uids).toString(), new TreeMap<>()));
    if (wanted.isEmpty()) {
      return List.of();
    }
    for (Records.Entry entry : records.scan(KIND, range, e -> wanted.containsKey(tsuid(e)))) {
      SortedMap<Long, Histogram> points = wanted.get(tsuid(entry));
      if (points != null) {
        points.put(entry.time(), histogram(entry.json()));
      }
    }
    List<Series> found = new ArrayList<>();
    for (SeriesKey key : keys) {
      SortedMap<Long, Histogram> points = wanted.get(Tsuid.of(key, uids).toString());
      if (points != null && !points.isEmpty()) {
        found.add(new Series(key, points));
      }
    }
    return found;
  }

  private static String json(Histogram histogram) {
    var out = new JsonOut().beginObject().name("buckets").beginArray();
    histogram
        .buckets()
        .forEach((range, count) -> {
          out.beginArray().value(range.from()).value(range.to()).value(count).endArray();
        });
    out.endArray().name("underflow").value(histogram.underflow());
    return out.name("overflow").value(histogram.overflow()).endObject().toString();
  }

  private static Histogram histogram(String json) {
    Map<String, @Nullable Object> fields = JsonIn.readObject(json.getBytes(StandardCharsets.UTF_8));
    SortedMap<Histogram.Range, Long> buckets = new TreeMap<>();
    for (Object each : JsonIn.list(fields.get("buckets"))) {
      List<@Nullable Object> bucket = JsonIn.list(each);
      buckets.put(
          new Histogram.Range(
              Float.parseFloat(String.valueOf(bucket.get(0))),
              Float.parseFloat(String.valueOf(bucket.get(1)))),
          count(bucket.get(2)));
    }
    return new Histogram(buckets, count(fields.get("underflow")), count(fields.get("overflow")));
  }

  /**
   * A count; 0 if it is not there.
   *
   * @throws InvalidInputException if it is no whole number
   */
  static long count(@Nullable Object number) {
    String text = JsonIn.text(number);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException("A count that is no whole number: " + text, e);
    }
  }
}
