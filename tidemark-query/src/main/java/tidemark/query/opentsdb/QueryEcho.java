package tidemark.query.opentsdb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tidemark.query.opentsdb.DataQuery.Flag;
import tidemark.query.opentsdb.Uids.Kind;

/** Queries as OpenTSDB repeats them: beside a series, and among its statistics. */
public final class QueryEcho {
  private QueryEcho() {}

  /** A whole request (case 750). */
  public static void write(DataQuery query, Uids uids, JsonOut out) {
    out.beginObject().name("start").value(query.start()).name("end").value(query.end());
    out.name("timezone").raw("null").name("options").raw("null").name("padding").value(false);
    out.name("queries").beginArray();
    for (int i = 0; i < query.queries().size(); i++) {
      write(query.queries().get(i), i, uids, out);
    }
    out.endArray().name("delete").value(query.has(Flag.DELETE));
    out.name("noAnnotations").value(query.has(Flag.NO_ANNOTATIONS));
    out.name("globalAnnotations").value(query.has(Flag.GLOBAL_ANNOTATIONS));
    out.name("showTSUIDs").value(query.has(Flag.SHOW_TSUIDS));
    out.name("msResolution").value(query.has(Flag.MS));
    out.name("showQuery").value(query.has(Flag.SHOW_QUERY));
    out.name("showStats").value(query.has(Flag.SHOW_STATS));
    out.name("showSummary").value(query.has(Flag.SHOW_SUMMARY));
    out.name("useCalendar").value(query.has(Flag.CALENDAR)).endObject();
  }

  /** Case 445. What Tidemark has no word for is what OpenTSDB says by default. */
  static void write(SubQuery sub, int index, Uids uids, JsonOut out) {
    out.beginObject().name("aggregator").value(sub.aggregator()).name("metric").value(sub.metric());
    out.name("tsuids");
    if (sub.tsuids().isEmpty()) {
      out.raw("null");
    } else {
      out.value(sub.tsuids());
    }
    out.name("downsample").value(sub.downsample()).name("rate").value(sub.rate());
    out.name("filters").beginArray();
    Map<String, String> grouping = new TreeMap<>();
    for (TagFilter filter : sub.filters()) {
      out.beginObject().name("tagk").value(filter.tagk()).name("filter").value(filter.filter());
      out.name("group_by").value(filter.groupBy()).name("type").value(filter.type().shown());
      out.endObject();
      if (filter.groupBy()) {
        grouping.put(filter.tagk(), filter.type().shown() + "(" + filter.filter() + ")");
      }
    }
    out.endArray().name("percentiles");
    if (sub.percentiles().isEmpty()) {
      out.raw("null");
    } else {
      out.beginArray();
      sub.percentiles().forEach(out::value);
      out.endArray();
    }
    out.name("index").value(index).name("rollupTable").value("raw");
    out.name("preAggregate").value(false).name("rateOptions");
    rateOptions(sub, out);
    out.name("rollupUsage").raw("null").name("explicitTags").value(sub.explicitTags());
    out.name("useFuzzyFilter").value(true).name("useMultiGets").value(true);
    out.name("showHistogramBuckets").value(sub.showHistogramBuckets()).name("filterTagKs");
    filterKeys(sub, uids, out);
    out.name("tags")
        .value(grouping)
        .name("histogramQuery")
        .value(HistogramAnswer.wanted(sub))
        .endObject();
  }

  private static void rateOptions(SubQuery sub, JsonOut out) {
    RateOptions rate = sub.rateOptions();
    if (rate == null) {
      out.raw("null");
      return;
    }
    out.beginObject().name("counter").value(rate.counter());
    out.name("counterMax").value(rate.counterMax());
    out.name("resetValue").value((long) rate.resetValue());
    out.name("dropResets").value(rate.dropResets()).endObject();
  }

  /** The uids of the keys, three bytes each, in Base64. */
  private static void filterKeys(SubQuery sub, Uids uids, JsonOut out) {
    if (sub.filters().isEmpty()) {
      out.raw("null");
      return;
    }
    out.beginArray();
    sub.filters().stream()
        .mapToInt(f -> uids.find(Kind.TAGK, f.tagk()))
        .distinct()
        .sorted()
        .forEach(uid -> {
          byte[] four = ByteBuffer.allocate(4).putInt(uid).array();
          out.value(Base64.getEncoder().encodeToString(Arrays.copyOfRange(four, 1, 4)));
        });
    out.endArray();
  }
}
