package tidemark.query.opentsdb;

import org.jspecify.annotations.Nullable;

/** The query as the answer to /api/query/exp repeats it (case 711). */
final class ExpEcho {
  private ExpEcho() {}

  static void write(ExpBody body, JsonOut out) {
    out.beginObject().name("name").value(body.name()).name("time");
    time(body.time(), out);
    out.name("filters").beginArray();
    for (ExpBody.Filter filter : body.filters()) {
      out.beginObject().name("id").value(filter.id()).name("tags").beginArray();
      for (TagFilter tag : filter.tags()) {
        out.beginObject().name("tagk").value(tag.tagk()).name("filter").value(tag.filter());
        out.name("group_by").value(tag.groupBy()).name("type").value(tag.type().shown());
        out.endObject();
      }
      out.endArray().name("explicitTags").value(filter.explicitTags()).endObject();
    }
    out.endArray().name("metrics").beginArray();
    for (ExpBody.Metric metric : body.metrics()) {
      out.beginObject().name("metric").value(metric.metric()).name("id").value(metric.id());
      out.name("filter").value(metric.filter()).name("aggregator").value(metric.aggregator());
      out.name("timeOffset").value(metric.timeOffset());
      fill(metric.fill(), out);
      out.endObject();
    }
    out.endArray().name("expressions").beginArray();
    for (ExpBody.Formulated e : body.expressions()) {
      out.beginObject().name("id").value(e.id()).name("expr").value(e.expr());
      out.name("join").beginObject().name("operator").value(e.all() ? "intersection" : "union");
      out.name("useQueryTags").value(e.queryTags());
      out.name("includeAggTags").value(e.aggTags()).endObject();
      fill(e.fill(), out);
      out.endObject();
    }
    out.endArray().name("outputs").beginArray();
    for (ExpBody.Output output : body.outputs()) {
      out.beginObject().name("id").value(output.id()).name("alias").value(output.alias());
      out.endObject();
    }
    out.endArray().endObject();
  }

  private static void time(ExpBody.Time time, JsonOut out) {
    out.beginObject().name("start").value(time.start()).name("end").value(time.end());
    out.name("timezone").value(time.timezone()).name("downsampler");
    if (time.interval() == null) {
      out.raw("null");
    } else {
      out.beginObject().name("interval").value(time.interval());
      out.name("aggregator").value(time.downsampler()).name("fillPolicy");
      if (time.fill() == null) {
        out.raw("null");
      } else {
        out.beginObject().name("policy").value(time.fill());
        out.name("value").value(time.fill().equals("zero") ? 0 : Double.NaN).endObject();
      }
      out.endObject();
    }
    out.name("aggregator").value(time.aggregator()).name("rate").value(time.rate()).endObject();
  }

  private static void fill(ExpBody.@Nullable Fill fill, JsonOut out) {
    out.name("fillPolicy");
    if (fill == null) {
      out.raw("null");
    } else {
      out.beginObject().name("policy").value(fill.policy()).name("value").value(fill.value());
      out.endObject();
    }
  }
}
