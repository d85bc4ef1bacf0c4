package tidemark.server.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.model.TimeRange;
import tidemark.server.http.HttpListener;
import tidemark.server.http.TestPort;
import tidemark.storage.Records;
import tidemark.storage.records.RecordJournal;

/** Events over HTTP, as contracts/graphite.md 1.7 and its recordings have them. */
class EventsServiceTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

  @TempDir Path data;
  private RecordJournal records;
  private HttpListener server;

  @BeforeEach
  void start() throws Exception {
    records = RecordJournal.open(data, warning -> {});
    server =
        TestPort.open(
            HttpRouting.builder().register(new EventsService(new Events(records), CLOCK)));
  }

  @AfterEach
  void stop() {
    server.close();
    records.close();
  }

  @Test
  void whatIsPostedIsFoundByTimeAndTags() throws Exception {
    post(
        "{\"what\":\"deploy 1\",\"tags\":[\"deploy\",\"web\"],\"when\":1500000000,\"data\":\"v1\"}",
        200);
    post("{\"what\":\"p2\",\"tags\":\"deploy  db\",\"when\":1500000050.5}", 200);
    post("{\"what\":\"p3\"}", 200);
    String first =
        "{\"when\": 1500000000, \"what\": \"deploy 1\", \"data\": \"v1\", \"tags\": [\"deploy\","
            + " \"web\"], \"id\": 1}";
    String second =
        "{\"when\": 1500000050, \"what\": \"p2\", \"data\": \"\", \"tags\": [\"deploy\", \"db\"],"
            + " \"id\": 2}";
    String third =
        "{\"when\": 1700000000, \"what\": \"p3\", \"data\": \"\", \"tags\": [], \"id\": 3}";
    find("", first, second, third);
    find("?until=1500000050", first, second);
    find("?from=1500000050", second, third);
    find("?from=1500000001&until=1500000049");
    find("?tags=deploy", first, second);
    find("?tags=deploy+web", first);
    find("?tags=deploy%20nobody", first, second);
    find("?tags=nobody");
    find("?tags=");
    find("?tags=web+db&set=union", first, second);
    find("?tags=deploy+nobody&set=intersection");
  }

  @Test
  void refusalsAreThoseOfGraphiteWeb() throws Exception {
    post("{\"what\":\"posted\",\"tags\":5}", 400);
    post("{\"tags\":\"x\"}", 500);
    post("[1]", 500);
    post("no json", 500);
    assertThat(send("PUT", "/events/", "{}").statusCode()).isEqualTo(405);
    assertThat(send("GET", "/events/9", "").statusCode()).isEqualTo(404);
    HttpResponse<String> missing = send("GET", "/events/9", "", "Accept", "application/json");
    assertThat(missing.body()).isEqualTo("{\"error\": \"Event matching query does not exist\"}");
    find("");
  }

  @Test
  void anEventIsShownByItsNumberAndListedAsAPage() throws Exception {
    post("{\"what\":\"a <b>\",\"when\":1704067500}", 200);
    assertThat(send("GET", "/events/1", "", "Accept", "application/json").body())
        .isEqualTo(
            "{\"id\": 1, \"when\": \"2024-01-01T00:05:00Z\", \"what\": \"a <b>\", \"data\": \"\","
                + " \"tags\": []}");
    assertThat(send("GET", "/events/", "").body()).contains("a &lt;b>");
  }

  @Test
  void eventsAreOpenTsdbsGlobalAnnotationsAndTheOtherWayRound() throws Exception {
    post("{\"what\":\"deploy\",\"when\":1500000000}", 200);
    assertThat(records.scan(Records.ANNOTATIONS, TimeRange.ALL, entry -> true))
        .singleElement()
        .satisfies(entry -> assertThat(entry.json()).contains("\"description\":\"deploy\""));
    records.put(
        new Records.Entry(
            Records.ANNOTATIONS,
            "@1500000001000",
            1_500_000_001_000L,
            "{\"tsuid\":\"\",\"description\":\"noted\",\"notes\":\"n\",\"startTime\":1500000001}"));
    assertThat(send("GET", "/events/get_data", "").body())
        .contains("\"what\": \"noted\", \"data\": \"n\"");
  }

  @Test
  void eventsAndTheirNumbersSurviveARestart() throws Exception {
    post("{\"what\":\"before\",\"when\":1500000000}", 200);
    stop();
    start();
    post("{\"what\":\"after\",\"when\":1500000001}", 200);
    assertThat(send("GET", "/events/get_data", "").body())
        .contains("\"what\": \"before\"")
        .contains("\"id\": 2");
  }

  private void post(String body, int status) throws Exception {
    assertThat(send("POST", "/events/", body).statusCode()).as(body).isEqualTo(status);
  }

  private void find(String query, String... events) throws Exception {
    assertThat(send("GET", "/events/get_data" + query, "").body())
        .as(query)
        .isEqualTo("[" + String.join(", ", events) + "]");
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
