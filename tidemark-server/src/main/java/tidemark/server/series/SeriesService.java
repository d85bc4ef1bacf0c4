package tidemark.server.series;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import tidemark.query.opentsdb.JsonOut;

/**
 * {@code GET /api/tidemark/series?by=stored|new|refused&depth=2&limit=20&format=json|text}: the
 * families of series that are the most, that grew the most and that were refused the most, the last
 * two since the begin of the last whole clock hour.
 */
public final class SeriesService implements HttpService {
  private static final int MOST = 10_000;

  private final SeriesWatch watch;

  public SeriesService(SeriesWatch watch) {
    this.watch = watch;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/api/tidemark/series", this::answer);
  }

  private void answer(ServerRequest request, ServerResponse response) {
    String by = request.query().first("by").orElse("stored");
    int depth = number(request, "depth", 2, Family.DEEPEST);
    int limit = number(request, "limit", 20, MOST);
    if (depth < 1 || limit < 1 || !List.of("stored", "new", "refused").contains(by)) {
      response
          .status(400)
          .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
          .send(
              "by is stored, new or refused; depth is 1 to %d; limit is 1 to %d\n"
                  .formatted(Family.DEEPEST, MOST));
      return;
    }
    List<TopCounts.Count> counts =
        switch (by) {
          case "new" -> watch.newest(depth, limit);
          case "refused" -> watch.refused(depth, limit);
          default -> watch.most(depth, limit);
        };
    if (request.query().first("format").orElse("json").equals("text")) {
      response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8").send(text(counts));
    } else {
      response
          .header(HeaderNames.CONTENT_TYPE, "application/json")
          .send(json(by, counts).toBytes());
    }
  }

  /** A number of the query string; 0 when it is none or out of range. */
  private static int number(ServerRequest request, String name, int otherwise, int most) {
    try {
      int n = request.query().first(name).map(Integer::parseInt).orElse(otherwise);
      return n > most ? 0 : n;
    } catch (NumberFormatException e) {
      return 0; // answered with what is allowed
    }
  }

  private JsonOut json(String by, List<TopCounts.Count> counts) {
    JsonOut json = new JsonOut().beginObject().name("by").value(by);
    if (!by.equals("stored")) {
      json.name("since").value(watch.since() / 1000);
    }
    json.name("families").beginArray();
    counts.forEach(each ->
        json.beginObject()
            .name("name")
            .value(each.name())
            .name("count")
            .value(each.count())
            .endObject());
    return json.endArray().endObject();
  }

  private static String text(List<TopCounts.Count> counts) {
    var out = new StringBuilder();
    counts.forEach(each -> out.append("%9d  %s%n".formatted(each.count(), each.name())));
    return out.toString();
  }
}
