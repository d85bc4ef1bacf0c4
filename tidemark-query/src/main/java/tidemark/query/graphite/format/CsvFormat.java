package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tidemark.query.graphite.GraphiteSeries;

/** {@code name,2024-01-01 00:01:00,1.0} with CR LF, in a time zone; quoted as RFC 4180 says. */
record CsvFormat(ZoneId zone) implements RenderFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  @Override
  public String type() {
    return "text/csv";
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) throws IOException {
    TextOut text = new TextOut(out);
    for (GraphiteSeries one : series) {
      String name = quoted(one.name());
      for (int i = 0; i < one.size(); i++) {
        text.add(name).add(",");
        text.add(TIME.format(Instant.ofEpochSecond(one.time(i)).atZone(zone))).add(",");
        if (!Double.isNaN(one.values()[i])) {
          text.repr(one.values()[i]);
        }
        text.add("\r\n");
      }
    }
    text.flush();
  }

  private static String quoted(String text) {
    boolean needed = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
