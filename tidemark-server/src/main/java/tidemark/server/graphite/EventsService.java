package tidemark.server.graphite;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** {@code /events/get_data}: no events are kept yet, which Grafana reads as none. */
final class EventsService implements HttpService {
  @Override
  public void routing(HttpRules rules) {
    rules.any(
        "/events/get_data",
        (request, response) -> Replies.json(response, Form.of(request).one("jsonp"), "[]"));
  }
}
