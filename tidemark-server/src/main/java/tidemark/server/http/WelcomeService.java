package tidemark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/** {@code /}: one page that says what runs where and what to try first. */
public final class WelcomeService implements HttpService {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Tidemark</title></head>
      <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 48em; margin: 3em auto; padding: 0 1em">
      <h1>Tidemark {version}</h1>
      <p>Metrics go in here:</p>
      <pre>{listening}</pre>
      <p>Try it:</p>
      <pre>
      echo "test.hello 42 $(date +%s)" | nc -q1 127.0.0.1 2003
      curl 'http://127.0.0.1:8080/render?target=test.hello&amp;from=-5min&amp;format=json'</pre>
      <p><a href="/metrics/find?query=*">/metrics/find</a> ·
      <a href="/functions?pretty=1">/functions</a> ·
      <a href="/metrics">/metrics</a> · <a href="/health">/health</a></p>
      </body>
      </html>
      """;

  private final String page;

  /**
   * A page for what runs here.
   *
   * @param listening as printed at the start: {@code graphite-line tcp 127.0.0.1:2003}
   */
  public WelcomeService(String version, List<String> listening) {
    this.page =
        PAGE.replace("{version}", version).replace("{listening}", String.join("\n", listening));
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(
        "/",
        (request, response) ->
            response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=UTF-8").send(page));
  }
}
