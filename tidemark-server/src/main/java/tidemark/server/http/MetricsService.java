package tidemark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import tidemark.metrics.Meters;
import tidemark.metrics.Meters.Reading;

/** {@code /metrics}: the server's own meters in Prometheus' text format, version 0.0.4. */
public final class MetricsService implements HttpService {
  private final Meters meters;

  public MetricsService(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.route(
        Method.predicate(Method.GET, Method.HEAD),
        PathMatchers.exact("/metrics"),
        (request, response) ->
            response
                .header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .send(text(meters.read())));
  }

  static String text(List<Reading> readings) {
    StringBuilder out = new StringBuilder(readings.size() * 100);
    String name = "";
    for (Reading reading : readings) {
      if (!reading.id().name().equals(name)) {
        name = reading.id().name();
        out.append("# HELP ").append(name).append(' ').append(escape(reading.help(), false));
        out.append("\n# TYPE ").append(name).append(reading.counter() ? " counter\n" : " gauge\n");
      }
      out.append(name);
      labels(reading.id().labels(), out);
      out.append(' ').append(number(reading.value())).append('\n');
    }
    return out.toString();
  }

  private static void labels(List<String> labels, StringBuilder out) {
    for (int i = 0; i < labels.size(); i += 2) {
      out.append(i == 0 ? '{' : ',').append(labels.get(i));
      out.append("=\"").append(escape(labels.get(i + 1), true)).append('"');
    }
    if (!labels.isEmpty()) {
      out.append('}');
    }
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String escape(String text, boolean quoted) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quoted ? escaped.replace("\"", "\\\"") : escaped;
  }
}
