package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tidemark.query.opentsdb.Column;
import tidemark.query.opentsdb.DataQuery;
import tidemark.query.opentsdb.Expression;
import tidemark.query.opentsdb.OutputSeries;
import tidemark.query.opentsdb.QueryRunner;

/**
 * {@code /q}, OpenTSDB's door from before its API (contracts/opentsdb.md 9). With {@code ascii} it
 * gives what scripts and checks read, a line for each point: {@code metric seconds value tag=value
 * ...}, points of whole hours around the range among them. The graphs that gnuplot drew from the
 * same parameters are not drawn; without any form the browser is sent to the page that showed them.
 */
final class GraphEndpoint implements Endpoint {
  private final QueryRunner runner;
  private final InstantSource clock;

  GraphEndpoint(QueryRunner runner, InstantSource clock) {
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public Answer answer(Call call) {
    String start = call.required("start");
    if (call.has("ascii")) {
      return ascii(call, start);
    }
    if (call.has("json") || call.has("png")) {
      throw new ApiException(500, "No graphs are drawn here: ask for ascii, or use /api/query");
    }
    Answer page =
        Answer.text(
            "text/html; charset=UTF-8",
            "<!DOCTYPE html><html><body><p>Graphs are not drawn here.</p></body></html>\n");
    return page.with(Map.of("Location", "/"));
  }

  private Answer ascii(Call call, String start) {
    List<String> expressions = call.all("m");
    if (expressions.isEmpty()) {
      throw ApiException.missing("m");
    }
    var query =
        new DataQuery(
            start,
            call.parameter("end"),
            ZoneOffset.UTC,
            Set.of(),
            expressions.stream().map(m -> Expression.parse("m", m).ofMetric()).toList());
    var text = new StringBuilder();
    for (OutputSeries series : runner.padded(query, clock.millis(), call.turn().budget())) {
      lines(series, text);
    }
    return Answer.text("text/plain", text.toString());
  }

  private static void lines(OutputSeries series, StringBuilder text) {
    var tags = new StringBuilder();
    new TreeMap<>(series.tags())
        .forEach((key, value) -> tags.append(' ').append(key).append('=').append(value));
    Column dps = series.dps();
    for (int i = 0; i < dps.size(); i++) {
      text.append(series.metric()).append(' ').append(dps.time(i) / 1000).append(' ');
      if (dps.isInteger(i)) {
        text.append(dps.integer(i));
      } else {
        text.append(dps.value(i));
      }
      text.append(tags).append('\n');
    }
  }
}
