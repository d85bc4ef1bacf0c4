package tidemark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import tidemark.storage.Health;
import tidemark.storage.Storage;

/**
 * {@code /health}: 200 while writes are taken, 503 otherwise, with what someone should look at.
 *
 * <pre>{"status":"ok","writable":true,"problems":[]}</pre>
 */
public final class HealthService implements HttpService {
  private final Storage storage;

  public HealthService(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.route(
        Method.predicate(Method.GET, Method.HEAD), PathMatchers.exact("/health"), this::answer);
  }

  private void answer(ServerRequest request, ServerResponse response) {
    Health health = storage.health();
    String status = !health.writable() ? "down" : health.problems().isEmpty() ? "ok" : "degraded";
    StringBuilder json = new StringBuilder("{\"status\":\"").append(status);
    json.append("\",\"writable\":").append(health.writable()).append(",\"problems\":[");
    for (int i = 0; i < health.problems().size(); i++) {
      json.append(i == 0 ? "\"" : ",\"").append(escape(health.problems().get(i))).append('"');
    }
    response
        .status(health.writable() ? 200 : 503)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(json.append("]}\n").toString());
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        default -> out.append(c < ' ' ? ' ' : c);
      }
    }
    return out.toString();
  }
}
