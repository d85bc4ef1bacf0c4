package tidemark.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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
  private final Writer out;
  private final boolean opentsdb;
  private long written;

  LineWriter(Writer out, boolean opentsdb) {
    this.out = out;
    this.opentsdb = opentsdb;
  }

  /**
   * A line for each point.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  void write(Series series) {
    Points points = series.points();
    SeriesKey key = series.key();
    String tags = tags(key.tags());
    try {
      for (int i = 0; i < points.size(); i++) {
        String value =
            points.isInteger(i)
                ? Long.toString(points.integer(i))
                : Double.toString(points.value(i));
        out.write(
            opentsdb && !key.isPath()
                ? key.name() + ' ' + points.timestamp(i) + ' ' + value + tags + '\n'
                : key.toString()
                    + ' '
                    + value
                    + ' '
                    + Math.floorDiv(points.timestamp(i), 1000)
                    + '\n');
        written++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many lines so far. */
  long written() {
    return written;
  }

  private static String tags(Tags tags) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tags.size(); i++) {
      text.append(' ').append(tags.key(i)).append('=').append(tags.value(i));
    }
    return text.toString();
  }
}
