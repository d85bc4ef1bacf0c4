package tidemark.server.queries;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tidemark.query.graphite.Json;

/**
 * {@code GET /api/tidemark/queries}: the queries that run and those that took long; {@code DELETE
 * /api/tidemark/queries/ID} ends one.
 */
public final class QueriesService implements HttpService {
  private static final String PATH = "/api/tidemark/queries";

  private final Queries queries;

  public QueriesService(Queries queries) {
    this.queries = queries;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(PATH, this::list).delete(PATH + "/{id}", this::cancel);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Json json = new Json(true).open('{').name("running").open('[');
    for (RunningQuery query : queries.running()) {
      json.open('{').name("id").whole(query.id()).name("api").text(query.api());
      json.name("query").text(query.text());
      json.name("state").text(query.state().name().toLowerCase(Locale.ROOT));
      json.name("arrived").text(query.arrived().toString());
      json.name("milliseconds").whole(query.took().toMillis());
      json.name("points").whole(query.points()).name("bytes").whole(query.bytes()).close('}');
    }
    json.close(']').name("slow").open('[');
    for (FinishedQuery query : queries.slow()) {
      json.open('{').name("id").whole(query.id()).name("api").text(query.api());
      json.name("query").text(query.text());
      json.name("arrived").text(query.arrived().toString());
      json.name("milliseconds").whole(query.took().toMillis());
      json.name("points").whole(query.points()).name("bytes").whole(query.bytes());
      json.name("end").text(query.end()).close('}');
    }
    send(response, 200, json.close(']').close('}'));
  }

  private void cancel(ServerRequest request, ServerResponse response) {
    String id = request.path().pathParameters().get("id");
    boolean found = id.matches("[0-9]{1,18}") && queries.cancel(Long.parseLong(id));
    Json json = new Json(false).open('{');
    if (found) {
      json.name("cancelled").whole(Long.parseLong(id));
    } else {
      json.name("error").text("no query " + id + " runs");
    }
    send(response, found ? 200 : 404, json.close('}'));
  }

  private static void send(ServerResponse response, int status, Json json) {
    response
        .status(Status.create(status))
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send((json + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
