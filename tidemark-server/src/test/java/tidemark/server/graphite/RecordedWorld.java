package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.config.Size;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.query.opentsdb.JsonIn;
import tidemark.retention.CarbonRetentions;
import tidemark.server.http.HttpListener;
import tidemark.server.http.TestPort;
import tidemark.server.http.WelcomeService;
import tidemark.server.queries.Queries;
import tidemark.server.queries.QuerySettings;
import tidemark.storage.memory.MemoryStorage;
import tidemark.storage.records.RecordJournal;
import tidemark.testing.Golden;

/**
 * The world in which the recordings of graphite-web were made: its points, retentions and events
 * behind Graphite's API on a real socket, and a clock that stands still at the recorded hour
 * (golden/graphite, {@code NOW}).
 */
final class RecordedWorld implements AutoCloseable {
  private static final Instant NOW = Instant.ofEpochSecond(1_704_096_000);

  static final QuerySettings QUERIES =
      new QuerySettings(
          50_000,
          50_000_000,
          Size.parse("1GiB"),
          Size.parse("1GiB"),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          8,
          Duration.ofSeconds(9),
          new Size(0),
          Duration.ZERO);

  private final HttpListener server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RecordedWorld(Golden golden) throws IOException, InterruptedException {
    MemoryStorage storage = MemoryStorage.create();
    var batch = new Batch(storage.table());
    for (String line : golden.lines("golden/graphite/metrics.txt")) {
      String[] parts = line.split(" ");
      int id = storage.table().resolve(SeriesKey.parse(parts[0]));
      batch.add(id, Long.parseLong(parts[2]) * 1000, Double.parseDouble(parts[1]));
    }
    storage.write(batch);
    var retentions =
        CarbonRetentions.load(
            file("storage-schemas.conf"), file("storage-aggregation.conf"), key -> {});
    this.server =
        TestPort.open(
            HttpRouting.builder()
                .register(
                    new GraphiteServices(
                        storage,
                        retentions,
                        () -> NOW,
                        GraphiteLimits.DEFAULT,
                        RecordJournal.inMemory(),
                        new Queries(QUERIES, () -> NOW, new Meters()),
                        new RenderCache(0, new Meters()),
                        Duration.ZERO),
                    new WelcomeService("test", List.of(), List::of)));
    for (Object event : JsonIn.list(JsonIn.read(golden.bytes("golden/graphite/events.json")))) {
      send(Map.of("method", "POST", "path", "/events/", "body_raw", Recorded.json(event)));
    }
  }

  /** Sends a recorded request: parameters in the query string, or as a form with POST and PUT. */
  HttpResponse<byte[]> send(Map<String, @Nullable Object> request)
      throws IOException, InterruptedException {
    String method = String.valueOf(request.get("method"));
    String form =
        JsonIn.list(request.get("params")).stream()
            .map(JsonIn::list)
            .map(p -> escaped(p.getFirst()) + "=" + escaped(p.getLast()))
            .collect(Collectors.joining("&"));
    String path = String.valueOf(request.get("path"));
    @Nullable String raw = JsonIn.text(request.get("body_raw"));
    boolean asBody = raw == null && (method.equals("POST") || method.equals("PUT"));
    String query = raw != null || asBody || form.isEmpty() ? "" : "?" + form;
    var sent =
        HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:"
                    + server.address().getPort()
                    + path.replace(" ", "%20")
                    + query));
    if (request.get("headers") != null) {
      JsonIn.object(request.get("headers"))
          .forEach((name, value) -> sent.header(name, String.valueOf(value)));
    }
    if (asBody) {
      sent.header("Content-Type", "application/x-www-form-urlencoded");
    }
    String body = raw != null ? raw : asBody ? form : "";
    sent.method(
        method.toUpperCase(Locale.ROOT),
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
    return client.send(sent.build(), BodyHandlers.ofByteArray());
  }

  private static Path file(String name) {
    URL resource =
        Objects.requireNonNull(RecordedWorld.class.getResource("/golden/graphite/" + name));
    return Path.of(URI.create(resource.toString()));
  }

  private static String escaped(@Nullable Object text) {
    return URLEncoder.encode(String.valueOf(text), UTF_8);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
