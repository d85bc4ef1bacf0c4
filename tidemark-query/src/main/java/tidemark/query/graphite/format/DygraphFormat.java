package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Json;

/**
 * {@code {"labels" : ["Time", ..], "data" : [[time in ms, value, ..], ..]}} for dygraphs, with
 * graphite-web's blanks. Series on different grids, at which graphite-web fails, have a row for
 * each time that one of them has, and null in it where there is no point of theirs.
 */
record DygraphFormat() implements RenderFormat {
  @Override
  public String type() {
    return "application/json";
  }

  @Override
  public boolean isScript() {
    return true;
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) throws IOException {
    TextOut text = new TextOut(out);
    if (series.isEmpty()) {
      text.add("{}").flush();
      return;
    }
    Json labels = new Json(false).open('[').text("Time");
    series.forEach(one -> labels.text(one.name()));
    text.add("{\"labels\" : ").add(labels.close(']').toString()).add(", \"data\" : [");
    int[] next = new int[series.size()];
    String separator = "";
    for (long time = earliest(series, next); time != NONE; time = earliest(series, next)) {
      text.add(separator).add("[").add(time).add("000");
      for (int i = 0; i < next.length; i++) {
        text.add(", ").script(value(series.get(i), next, i, time));
      }
      text.add("]");
      separator = ", ";
    }
    text.add("]}").flush();
  }

  private static final long NONE = Long.MAX_VALUE;

  /** The earliest time of a point not yet written. */
  private static long earliest(List<GraphiteSeries> series, int[] next) {
    long earliest = NONE;
    for (int i = 0; i < next.length; i++) {
      GraphiteSeries one = series.get(i);
      if (next[i] < one.size() && one.time(next[i]) <= one.end()) {
        earliest = Math.min(earliest, one.time(next[i]));
      }
    }
    return earliest;
  }

  /** The value at a time, NaN without a point; then the next point is next. */
  private static double value(GraphiteSeries series, int[] next, int i, long time) {
    return next[i] < series.size() && series.time(next[i]) == time
        ? series.values()[next[i]++]
        : Double.NaN;
  }
}
