package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.metrics.Meters;
import tidemark.query.opentsdb.JsonOut;

/**
 * {@code /api/stats} as points, and {@code /stats} as telnet's lines (contracts/opentsdb.md 9):
 * Tidemark's own meters, under their own names.
 */
final class StatsEndpoint {
  private final Meters meters;
  private final InstantSource clock;
  private final String host;

  /**
   * The endpoint.
   *
   * @param host the tag by which OpenTSDB tells its servers apart
   */
  StatsEndpoint(Meters meters, InstantSource clock, String host) {
    this.meters = meters;
    this.clock = clock;
    this.host = host;
  }

  private Map<String, String> tags(Meters.Reading reading) {
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> labels = reading.id().labels();
    for (int i = 0; i < labels.size(); i += 2) {
      tags.put(labels.get(i), labels.get(i + 1));
    }
    tags.put("host", host);
    return tags;
  }

  private static String value(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  Answer points(Call call) {
    call.only("GET", "POST");
    long now = clock.millis() / 1000;
    var out = new JsonOut().beginArray();
    for (Meters.Reading reading : meters.read()) {
      out.beginObject().name("metric").value(reading.id().name()).name("timestamp").value(now);
      out.name("value").value(value(reading.value())).name("tags").value(tags(reading)).endObject();
    }
    return Answer.json(out.endArray());
  }

  Answer lines(Call call) {
    long now = clock.millis() / 1000;
    List<String> lines = new ArrayList<>();
    for (Meters.Reading reading : meters.read()) {
      var line = new StringBuilder(reading.id().name());
      line.append(' ').append(now).append(' ').append(value(reading.value()));
      tags(reading).forEach((k, v) -> line.append(' ').append(k).append('=').append(v));
      lines.add(line.toString());
    }
    return call.has("json")
        ? Answer.json(new JsonOut().value(lines))
        : Answer.text("text/plain", String.join("\n", lines) + "\n");
  }
}
