package tidemark.query.opentsdb;

import java.util.List;
import tidemark.query.opentsdb.DataQuery.Flag;

/**
 * Writes the answer to a query as OpenTSDB does: field by field in its order, integers as integers
 * and doubles with a point (contracts/opentsdb.md 5.2). One instance for one answer.
 */
public final class AnswerWriter {
  /** What people noted about the series of an answer, as JSON objects. */
  public interface Notes {
    /** Nothing. */
    Notes NONE =
        new Notes() {
          @Override
          public List<String> about(OutputSeries series) {
            return List.of();
          }

          @Override
          public List<String> global() {
            return List.of();
          }
        };

    /** In the range of the query, ordered by start. */
    List<String> about(OutputSeries series);

    /** About everything, likewise. */
    List<String> global();
  }

  /** How NaN is printed where no fill policy asks for null. */
  public enum NanStyle {
    /** The text "NaN", as OpenTSDB. Grafana 13 refuses an answer that holds one. */
    TEXT,
    /** null. */
    NULL,
    /** The point is left out. */
    OMIT
  }

  private final DataQuery query;
  private final Uids uids;
  private final Notes notes;
  private final NanStyle nan;
  private final double millis;
  private final boolean millisShown;
  private final JsonOut out;

  /**
   * A writer.
   *
   * @param millis how long the query took, for those who ask for statistics
   */
  public AnswerWriter(DataQuery query, Uids uids, Notes notes, NanStyle nan, double millis) {
    this(query, uids, notes, nan, millis, new JsonOut());
  }

  /** The same, writing to {@code out}. */
  public AnswerWriter(
      DataQuery query, Uids uids, Notes notes, NanStyle nan, double millis, JsonOut out) {
    this.out = out;
    this.query = query;
    this.millisShown = query.has(Flag.MS);
    this.uids = uids;
    this.notes = notes;
    this.nan = nan;
    this.millis = millis;
  }

  /** The whole answer. */
  public JsonOut write(List<OutputSeries> answer) {
    out.beginArray();
    for (OutputSeries series : answer) {
      write(series);
    }
    if (query.has(Flag.SHOW_SUMMARY)) {
      summary(answer);
    }
    return out.endArray();
  }

  private void write(OutputSeries series) {
    out.beginObject().name("metric").value(series.metric());
    out.name("tags").value(series.tags());
    out.name("aggregateTags").value(series.aggregateTags());
    if (query.has(Flag.SHOW_QUERY)) {
      out.name("query");
      QueryEcho.write(query.queries().get(series.index()), series.index(), uids, out);
    }
    if (query.has(Flag.SHOW_TSUIDS)) {
      out.name("tsuids").value(series.tsuids().stream().map(Tsuid::toString).sorted().toList());
    }
    List<String> about = query.has(Flag.NO_ANNOTATIONS) ? List.of() : notes.about(series);
    notes("annotations", about, series.joined());
    notes(
        "globalAnnotations",
        query.has(Flag.GLOBAL_ANNOTATIONS) ? notes.global() : List.of(),
        false);
    out.name("dps");
    if (query.has(Flag.ARRAYS)) {
      pairs(series);
    } else {
      fields(series);
    }
    if (query.has(Flag.SHOW_STATS)) {
      out.name("stats").beginObject();
      stats(series.index(), series.dps().size());
      out.endObject();
    }
    out.endObject();
  }

  private void notes(String name, List<String> found, boolean always) {
    if (always || !found.isEmpty()) {
      out.name(name).beginArray();
      found.forEach(out::raw);
      out.endArray();
    }
  }

  private void fields(OutputSeries series) {
    Column dps = series.dps();
    out.beginObject();
    for (int i = 0; i < dps.size(); i++) {
      if (shown(dps, i)) {
        out.name(time(dps, i));
        value(series, dps, i);
      }
    }
    out.endObject();
  }

  private void pairs(OutputSeries series) {
    Column dps = series.dps();
    out.beginArray();
    for (int i = 0; i < dps.size(); i++) {
      if (shown(dps, i)) {
        out.beginArray().value(time(dps, i));
        value(series, dps, i);
        out.endArray();
      }
    }
    out.endArray();
  }

  private boolean shown(Column dps, int i) {
    return nan != NanStyle.OMIT || !Double.isNaN(dps.value(i));
  }

  private long time(Column dps, int i) {
    return millisShown ? dps.time(i) : dps.time(i) / 1000;
  }

  private void value(OutputSeries series, Column dps, int i) {
    if (dps.isInteger(i)) {
      out.value(dps.integer(i));
    } else if (Double.isNaN(dps.value(i)) && (series.nulls() || nan == NanStyle.NULL)) {
      out.raw("null");
    } else {
      out.value(dps.value(i));
    }
  }

  private void stats(int index, long points) {
    out.name("aggregationTime").value(0.0).name("emittedDPs").value(points);
    out.name("groupByTime").value(0.0).name("queryIndex").value(index);
    out.name("queryScanTime").value(millis).name("saltScannerMergeTime").value(0.0);
    out.name("serializationTime").value(0.0).name("uidToStringTime").value(0.0);
  }

  /** The last element of the array, with what can be said of it without HBase (case 443). */
  private void summary(List<OutputSeries> answer) {
    long points = answer.stream().mapToLong(s -> s.dps().size()).sum();
    out.beginObject().name("statsSummary").beginObject();
    out.name("avgQueryScanTime").value(millis).name("emittedDPs").value(points);
    out.name("maxQueryScanTime").value(millis).name("processingPreWriteTime").value(millis);
    for (int i = 0; i < query.queries().size(); i++) {
      int index = i;
      long own =
          answer.stream().filter(s -> s.index() == index).mapToLong(s -> s.dps().size()).sum();
      out.name("queryIdx_%02d".formatted(index)).beginObject();
      stats(index, own);
      out.name("successfulScan").value(1).endObject();
    }
    out.name("successfulScan").value(1).endObject().endObject();
  }
}
