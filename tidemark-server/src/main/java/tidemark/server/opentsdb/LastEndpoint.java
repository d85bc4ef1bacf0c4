package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TagMatcher;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.NameCheck;
import tidemark.query.opentsdb.Tsuid;
import tidemark.query.opentsdb.Uids;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;

/**
 * {@code /api/query/last}: the last point of series (contracts/opentsdb.md 6). Without {@code
 * back_scan} OpenTSDB looks in the hour in which a series was last written, by its own clock;
 * Tidemark, which does not keep that, takes the last point of the past year.
 */
final class LastEndpoint implements Endpoint {
  private static final long HOUR = 3_600_000;
  private static final long YEAR = 366 * 24 * HOUR;

  private final Storage storage;
  private final Uids uids;
  private final InstantSource clock;

  LastEndpoint(Storage storage, Uids uids, InstantSource clock) {
    this.storage = storage;
    this.uids = uids;
    this.clock = clock;
  }

  private record Request(List<Selector> selectors, boolean resolve, long backScan) {}

  private record Last(Tsuid tsuid, SeriesKey key, long time, String value) {}

  @Override
  public Answer answer(Call call) {
    call.only("GET", "POST");
    Request request;
    try {
      request = call.is("POST") ? fromBody(call) : fromUrl(call);
    } catch (InvalidInputException e) {
      throw Dispatcher.twice(e);
    }
    var out = new JsonOut().beginArray();
    for (Selector selector : request.selectors()) {
      for (Last last : last(selector, request.backScan())) {
        write(last, request.resolve(), out);
      }
    }
    return Answer.json(out.endArray());
  }

  private static void write(Last last, boolean resolve, JsonOut out) {
    out.beginObject();
    if (resolve) {
      out.name("metric").value(last.key().name());
    }
    out.name("timestamp").value(last.time()).name("value").value(last.value());
    if (resolve) {
      out.name("tags").value(TagMaps.of(last.key().tags()));
    }
    out.name("tsuid").value(last.tsuid().toString()).endObject();
  }

  private List<Last> last(Selector selector, long backScan) {
    long now = clock.millis();
    long from = backScan > 0 ? now - (now % HOUR) - backScan * HOUR : now - YEAR;
    List<Last> found = new ArrayList<>();
    storage.read(
        Fetch.raw(selector, new TimeRange(from, Long.MAX_VALUE), now).withLast(1),
        series -> {
          Points points = series.points();
          if (points.size() > 0) {
            int i = points.size() - 1;
            String value =
                points.isInteger(i)
                    ? Long.toString(points.integer(i))
                    : Double.toString(points.value(i));
            found.add(
                new Last(Tsuid.of(series.key(), uids), series.key(), points.timestamp(i), value));
          }
        });
    found.sort((a, b) -> a.tsuid().compareTo(b.tsuid()));
    return found;
  }

  private Request fromUrl(Call call) {
    List<Selector> selectors = new ArrayList<>();
    for (String text : call.all("timeseries")) {
      var spec = MetricTags.parse(text);
      selectors.add(selector(spec.metric(), spec.tags()));
    }
    for (String list : call.all("tsuids")) {
      for (String tsuid : list.split(",", 0)) {
        add(tsuid, selectors);
      }
    }
    if (selectors.isEmpty() && !call.has("tsuids")) {
      throw new ApiException(400, "Missing sub queries");
    }
    String backScan = call.parameter("back_scan");
    return new Request(selectors, call.has("resolve"), hours(backScan));
  }

  private static long hours(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ApiException(400, "Unable to parse back_scan parameter", e.getMessage());
    }
  }

  private Request fromBody(Call call) {
    Map<String, @Nullable Object> body = JsonIn.readObject(call.body());
    List<Selector> selectors = new ArrayList<>();
    List<@Nullable Object> queries = JsonIn.list(body.get("queries"));
    if (queries.isEmpty()) {
      throw new ApiException(400, "Missing sub queries");
    }
    for (Object each : queries) {
      Map<String, @Nullable Object> query = JsonIn.object(each);
      String metric = JsonIn.text(query.get("metric"));
      if (metric != null) {
        Map<String, @Nullable Object> tags =
            query.get("tags") == null ? Map.of() : JsonIn.object(query.get("tags"));
        List<MetricTags.Pair> pairs = new ArrayList<>();
        tags.forEach((key, value) ->
            pairs.add(
                new MetricTags.Pair(key, Objects.requireNonNullElse(JsonIn.text(value), ""))));
        selectors.add(selector(metric, pairs));
      }
      for (Object tsuid : JsonIn.list(query.get("tsuids"))) {
        add(Objects.requireNonNullElse(JsonIn.text(tsuid), ""), selectors);
      }
    }
    return new Request(
        selectors, JsonIn.flag(body.get("resolveNames")), hours(JsonIn.text(body.get("backScan"))));
  }

  private Selector selector(String metric, List<MetricTags.Pair> tags) {
    var names = new NameCheck(uids, storage.catalog());
    names.metric(metric);
    List<TagMatcher> matchers = new ArrayList<>();
    for (MetricTags.Pair tag : tags) {
      names.tagk(tag.key());
      names.tagv(tag.key(), tag.value());
      matchers.add(new TagMatcher(tag.key(), TextMatcher.exactly(tag.value()), false));
    }
    return new Selector.Tagged(TextMatcher.exactly(metric), matchers, true);
  }

  private void add(String tsuid, List<Selector> selectors) {
    SeriesKey key = Tsuid.parse(tsuid).key(uids);
    if (key != null) {
      selectors.add(new Selector.Exact(key));
    }
  }
}
