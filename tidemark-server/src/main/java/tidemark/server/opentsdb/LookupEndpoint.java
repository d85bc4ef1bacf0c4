package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TagMatcher;
import tidemark.model.Tags;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.NameCheck;
import tidemark.query.opentsdb.Tsuid;
import tidemark.query.opentsdb.Uids;
import tidemark.storage.Catalog;

/**
 * {@code /api/search/lookup}: the series of a metric, of tags, or of both (contracts/opentsdb.md
 * 9). A key given several times is met by any of its values, which Grafana's variables rely on.
 */
final class LookupEndpoint implements Endpoint {
  private static final int DEFAULT = 25;

  private final Uids uids;
  private final Catalog catalog;
  private final Histograms histograms;

  LookupEndpoint(Uids uids, Catalog catalog, Histograms histograms) {
    this.histograms = histograms;
    this.uids = uids;
    this.catalog = catalog;
  }

  private record Request(
      @Nullable String metric, @Nullable List<MetricTags.Pair> tags, int limit) {}

  private record Found(Tsuid tsuid, SeriesKey key) {}

  @Override
  public Answer answer(Call call) {
    call.only("GET", "POST");
    Request request = call.is("POST") ? fromBody(call) : fromUrl(call);
    long began = System.nanoTime();
    List<Found> found = find(request);
    double millis = (System.nanoTime() - began) / 1_000_000.0;
    var out = new JsonOut().beginObject().name("type").value("LOOKUP");
    if (request.metric() != null) {
      out.name("metric").value(request.metric());
    }
    if (request.tags() != null) {
      out.name("tags").beginArray();
      for (MetricTags.Pair tag : request.tags()) {
        out.beginObject().name("key").value(tag.key()).name("value").value(tag.value()).endObject();
      }
      out.endArray();
    }
    out.name("limit")
        .value(request.limit())
        .name("time")
        .value(millis)
        .name("results")
        .beginArray();
    for (Found each : found) {
      out.beginObject().name("tsuid").value(each.tsuid().toString());
      out.name("metric").value(each.key().name());
      out.name("tags").value(TagMaps.of(each.key().tags())).endObject();
    }
    out.endArray().name("startIndex").value(0).name("totalResults").value(found.size());
    return Answer.json(out.endObject());
  }

  private List<Found> find(Request request) {
    String metric = Objects.requireNonNullElse(request.metric(), "*");
    boolean anyMetric = metric.isEmpty() || metric.equals("*");
    List<MetricTags.Pair> tags = request.tags() == null ? List.of() : request.tags();
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    try {
      var names = new NameCheck(uids, catalog);
      if (!anyMetric) {
        names.metric(metric);
      }
      for (MetricTags.Pair tag : tags) {
        if (!tag.key().equals("*")) {
          names.tagk(tag.key());
        }
        if (!tag.value().equals("*")) {
          names.tagv(tag.key(), tag.value());
        }
        wanted.computeIfAbsent(tag.key(), k -> new TreeSet<>()).add(tag.value());
      }
    } catch (InvalidInputException e) {
      throw new ApiException(404, "Unable to resolve one or more UIDs", e.getMessage());
    }
    List<Found> found = new ArrayList<>();
    for (SeriesKey key : candidates(anyMetric ? "" : metric, wanted)) {
      if (anyKeyHas(key.tags(), wanted.getOrDefault("*", Set.of()))) {
        found.add(new Found(Tsuid.of(key, uids), key));
      }
    }
    found.sort(Comparator.comparing(Found::tsuid));
    return found.subList(0, Math.min(request.limit(), found.size()));
  }

  private Set<SeriesKey> candidates(String metric, Map<String, Set<String>> wanted) {
    List<TagMatcher> matchers = new ArrayList<>();
    wanted.forEach((key, values) -> {
      if (!key.equals("*")) {
        TextMatcher value =
            values.contains("*") ? TextMatcher.ANY : new TextMatcher.AnyOf(values, false);
        matchers.add(new TagMatcher(key, value, false));
      }
    });
    TextMatcher name = metric.isEmpty() ? TextMatcher.ANY : TextMatcher.exactly(metric);
    var selector = new Selector.Tagged(name, matchers, true);
    Set<SeriesKey> found =
        new LinkedHashSet<>(catalog.find(selector, TimeRange.ALL, Integer.MAX_VALUE));
    found.addAll(histograms.series(selector));
    return found;
  }

  private static boolean anyKeyHas(Tags tags, Set<String> values) {
    if (values.isEmpty() || values.contains("*")) {
      return true;
    }
    for (int i = 0; i < tags.size(); i++) {
      if (values.contains(tags.value(i))) {
        return true;
      }
    }
    return false;
  }

  private static Request fromUrl(Call call) {
    String m = call.required("m");
    MetricTags spec;
    try {
      spec = MetricTags.parse(m);
    } catch (InvalidInputException e) {
      throw new ApiException(400, "Unable to parse query", e.getMessage());
    }
    return new Request(
        spec.metric().isEmpty() ? null : spec.metric(),
        spec.tags(),
        limit(call.parameter("limit")));
  }

  private static Request fromBody(Call call) {
    Map<String, @Nullable Object> body = JsonIn.readObject(call.body());
    List<MetricTags.Pair> tags = null;
    if (body.get("tags") != null) {
      tags = new ArrayList<>();
      for (Object each : JsonIn.list(body.get("tags"))) {
        Map<String, @Nullable Object> tag = JsonIn.object(each);
        tags.add(
            new MetricTags.Pair(
                Objects.requireNonNullElse(JsonIn.text(tag.get("key")), "*"),
                Objects.requireNonNullElse(JsonIn.text(tag.get("value")), "*")));
      }
    }
    return new Request(
        Objects.requireNonNullElse(JsonIn.text(body.get("metric")), "*"),
        tags,
        limit(JsonIn.text(body.get("limit"))));
  }

  /** 0 is what Grafana 13 sends when nobody ever chose a limit. */
  private static int limit(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return DEFAULT;
    }
    try {
      int limit = Integer.parseInt(text);
      return limit < 1 ? DEFAULT : limit;
    } catch (NumberFormatException e) {
      throw new ApiException(400, "Unable to convert 'limit' to a valid number");
    }
  }
}
