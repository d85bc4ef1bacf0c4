package tidemark.server.graphite;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.time.InstantSource;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.query.graphite.GraphiteQuery;
import tidemark.query.graphite.function.CarbonapiFunctions;
import tidemark.retention.Retentions;
import tidemark.server.queries.Queries;
import tidemark.storage.Records;
import tidemark.storage.Storage;

/** All of Graphite's HTTP API, to be registered at the root of a port. */
public final class GraphiteServices implements HttpService {
  private final HttpService[] services;

  /**
   * The API over a storage whose series are kept as the retentions say.
   *
   * @param records where events are kept, and which series are tagged or hidden
   * @param queries where render requests are listed while they run
   * @param cacheTime how old an answer may be unless the request says it
   */
  public GraphiteServices(
      Storage storage,
      Retentions retentions,
      InstantSource clock,
      GraphiteLimits limits,
      Records records,
      Queries queries,
      RenderCache cache,
      Duration cacheTime) {
    var tagged = new TaggedSeries(storage, records, clock);
    var events = new Events(records);
    GraphiteQuery query =
        new GraphiteQuery(
            new TaggedStorage(storage, tagged),
            retentions,
            limits,
            CarbonapiFunctions.withGraphites(),
            events::times);
    this.services =
        new HttpService[] {
          new RenderService(query, queries, cache, cacheTime, clock),
          new MetricsFindService(storage, clock, limits),
          new TagsService(tagged, limits),
          new FunctionsService(),
          new EventsService(events, clock)
        };
  }

  @Override
  public void routing(HttpRules rules) {
    for (HttpService service : services) {
      service.routing(rules);
    }
  }
}
