package tidemark.server.graphite;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /events/get_data}: no events are kept yet, which Grafana reads as none. */
final class EventsService implements HttpService {
  @Override
  public void routing(HttpRules rules) {
    rules
        .any("/events/get_data", EventsService::none)
        .any("/events/get_data/", EventsService::none);
  }

  private static void none(ServerRequest request, ServerResponse response) {
    Replies.json(response, Form.of(request).one("jsonp"), "[]");
  }
}
