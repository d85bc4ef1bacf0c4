package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * The JSON body of POST /api/query/exp (contracts/opentsdb.md 7): metrics by id, expressions over
 * them, and which of both to show.
 */
public record ExpBody(
    @Nullable String name,
    Time time,
    List<Filter> filters,
    List<Metric> metrics,
    List<Formulated> expressions,
    List<Output> outputs) {
  /** What holds for all metrics. */
  record Time(
      @Nullable String start,
      @Nullable String end,
      @Nullable String timezone,
      @Nullable String interval,
      @Nullable String downsampler,
      @Nullable String fill,
      @Nullable String aggregator,
      boolean rate) {
    /** In the form of a sub-query. */
    @Nullable String downsample() {
      String tail = fill == null ? "" : "-" + fill;
      return interval == null ? null : interval + "-" + downsampler + tail;
    }
  }

  record Filter(String id, List<TagFilter> tags, boolean explicitTags) {}

  /** What takes the place of a missing value. */
  record Fill(String policy, double value) {
    static @Nullable Fill of(@Nullable Object json) {
      if (json == null) {
        return null;
      }
      Map<String, @Nullable Object> fields = JsonIn.object(json);
      String policy = text(fields, "policy");
      return switch (policy) {
        case "nan", "null" -> new Fill(policy, Double.NaN);
        case "zero" -> new Fill(policy, 0);
        case "scalar" -> new Fill(policy, Double.parseDouble(text(fields, "value")));
        default -> throw new InvalidInputException("unrecognized fill policy: " + policy);
      };
    }
  }

  record Metric(
      String id,
      String metric,
      @Nullable String filter,
      @Nullable String aggregator,
      @Nullable String timeOffset,
      @Nullable Fill fill) {}

  /**
   * An expression.
   *
   * @param all whether a group of tags must have a series of every variable
   */
  record Formulated(
      String id,
      String expr,
      boolean all,
      boolean queryTags,
      boolean aggTags,
      @Nullable Fill fill) {}

  record Output(String id, @Nullable String alias) {}

  private static String text(Map<String, @Nullable Object> from, String name) {
    return Objects.requireNonNullElse(JsonIn.text(from.get(name)), "");
  }

  private static @Nullable String textOrNull(Map<String, @Nullable Object> from, String name) {
    return JsonIn.text(from.get(name));
  }

  /**
   * Reads a body.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  public static ExpBody parse(Map<String, @Nullable Object> body) {
    if (body.get("time") == null) {
      throw new InvalidInputException("missing time");
    }
    List<Filter> filters = new ArrayList<>();
    for (Object each : JsonIn.list(body.get("filters"))) {
      filters.add(filter(JsonIn.object(each)));
    }
    List<Metric> metrics = new ArrayList<>();
    for (Object each : JsonIn.list(body.get("metrics"))) {
      Map<String, @Nullable Object> m = JsonIn.object(each);
      metrics.add(
          new Metric(
              text(m, "id"),
              text(m, "metric"),
              textOrNull(m, "filter"),
              textOrNull(m, "aggregator"),
              textOrNull(m, "timeOffset"),
              Fill.of(m.get("fillPolicy"))));
    }
    if (metrics.isEmpty()) {
      throw new InvalidInputException("missing or empty metrics");
    }
    List<Formulated> expressions = new ArrayList<>();
    for (Object each : JsonIn.list(body.get("expressions"))) {
      expressions.add(expression(JsonIn.object(each)));
    }
    List<Output> outputs = new ArrayList<>();
    for (Object each : JsonIn.list(body.get("outputs"))) {
      Map<String, @Nullable Object> o = JsonIn.object(each);
      outputs.add(new Output(text(o, "id"), textOrNull(o, "alias")));
    }
    return new ExpBody(
        textOrNull(body, "name"),
        time(JsonIn.object(body.get("time"))),
        filters,
        metrics,
        expressions,
        outputs);
  }

  private static Time time(Map<String, @Nullable Object> time) {
    Map<String, @Nullable Object> down =
        time.get("downsampler") == null
            ? new LinkedHashMap<>()
            : JsonIn.object(time.get("downsampler"));
    Fill fill = Fill.of(down.get("fillPolicy"));
    if (textOrNull(time, "start") == null || text(time, "start").isEmpty()) {
      throw new InvalidInputException("missing or empty start");
    }
    return new Time(
        textOrNull(time, "start"),
        textOrNull(time, "end"),
        textOrNull(time, "timezone"),
        textOrNull(down, "interval"),
        textOrNull(down, "aggregator"),
        fill == null ? null : fill.policy(),
        textOrNull(time, "aggregator"),
        JsonIn.flag(time.get("rate")));
  }

  private static Filter filter(Map<String, @Nullable Object> filter) {
    List<TagFilter> tags = new ArrayList<>();
    for (Object each : JsonIn.list(filter.get("tags"))) {
      Map<String, @Nullable Object> tag = JsonIn.object(each);
      tags.add(
          TagFilter.of(
              text(tag, "type"),
              text(tag, "tagk"),
              text(tag, "filter"),
              JsonIn.flag(tag.get("groupBy"))));
    }
    tags.sort(MetricFilters.ORDER);
    return new Filter(text(filter, "id"), tags, JsonIn.flag(filter.get("explicitTags")));
  }

  private static Formulated expression(Map<String, @Nullable Object> e) {
    Map<String, @Nullable Object> join =
        e.get("join") == null ? new LinkedHashMap<>() : JsonIn.object(e.get("join"));
    Object aggTags = join.get("includeAggTags");
    return new Formulated(
        text(e, "id"),
        text(e, "expr"),
        text(join, "operator").equals("intersection"),
        JsonIn.flag(join.get("useQueryTags")),
        aggTags == null || JsonIn.flag(aggTags),
        Fill.of(e.get("fillPolicy")));
  }

  /** The sub-query of a metric. */
  SubQuery subQuery(Metric metric) {
    Filter filter = null;
    for (Filter each : filters) {
      filter = each.id().equals(metric.filter()) ? each : filter;
    }
    return new SubQuery(
        Objects.requireNonNullElse(
            metric.aggregator(), Objects.requireNonNullElse(time.aggregator(), "")),
        metric.metric(),
        List.of(),
        time.downsample(),
        time.rate(),
        null,
        filter == null ? List.of() : filter.tags(),
        filter != null && filter.explicitTags(),
        List.of(),
        false);
  }
}
