package tidemark.server.cli;

import java.io.PrintStream;
import tidemark.model.Points;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;

/**
 * Points as lines: {@code name value seconds} as Graphite takes them, or {@code metric milliseconds
 * value key=value ...} as OpenTSDB's import does, which has none for series without tags.
 * Graphite's lines lose parts of a second.
 */
final class LineWriter {
  private final PrintStream out;
  private final boolean opentsdb;

  LineWriter(PrintStream out, boolean opentsdb) {
    this.out = out;
    this.opentsdb = opentsdb;
  }

  void write(Series series) {
    Points points = series.points();
    SeriesKey key = series.key();
    String tags = tags(key.tags());
    for (int i = 0; i < points.size(); i++) {
      String value =
          points.isInteger(i) ? Long.toString(points.integer(i)) : Double.toString(points.value(i));
      out.println(
          opentsdb && !key.isPath()
              ? key.name() + ' ' + points.timestamp(i) + ' ' + value + tags
              : key.toString() + ' ' + value + ' ' + Math.floorDiv(points.timestamp(i), 1000));
    }
  }

  private static String tags(Tags tags) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tags.size(); i++) {
      text.append(' ').append(tags.key(i)).append('=').append(tags.value(i));
    }
    return text.toString();
  }
}
