package tidemark.server.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.retention.Retentions;
import tidemark.server.http.HttpListener;
import tidemark.server.http.TestPort;
import tidemark.server.queries.Queries;
import tidemark.storage.memory.MemoryStorage;
import tidemark.storage.records.RecordJournal;

/**
 * What carbonapi asks for, read back by the field numbers of contracts/go-carbon.md 4 and not by
 * our own writer.
 */
class ProtobufAnswersTest {
  private static final long FROM = 1_704_067_200;
  private static final Instant NOW = Instant.ofEpochSecond(FROM + 3600);

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpListener server;

  @BeforeEach
  void start() throws IOException {
    MemoryStorage storage = MemoryStorage.create();
    var batch = new Batch(storage.table());
    int id = storage.table().resolve(SeriesKey.parse("a.b"));
    double[] values = {1, 2.5, Double.NaN, -4e300};
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        batch.add(id, (FROM + 60 * (i + 1)) * 1000, values[i]);
      }
    }
    batch.add(storage.table().resolve(SeriesKey.parse("a.dir.c")), FROM * 1000, 1);
    storage.write(batch);
    server =
        TestPort.open(
            HttpRouting.builder()
                .register(
                    new GraphiteServices(
                        storage,
                        Retentions.NONE,
                        () -> NOW,
                        GraphiteLimits.DEFAULT,
                        RecordJournal.inMemory(),
                        new Queries(RecordedWorld.QUERIES, () -> NOW, new Meters()),
                        new RenderCache(0, new Meters()),
                        Duration.ZERO)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rendersVersion2WithMarksWhereNothingIs() throws Exception {
    for (String format : List.of("protobuf", "protobuf3", "carbonapi_v2_pb")) {
      Unprotobuf answer =
          ask(
              "/render?target=scale(a.b,2)" + range() + "&format=" + format,
              "application/x-protobuf");
      assertThat(answer.messages(1)).hasSize(1);
      Unprotobuf series = answer.messages(1).getFirst();
      assertThat(series.numbers()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(series.text(1)).isEqualTo("scale(a.b,2)");
      assertThat(series.whole(2)).isEqualTo(FROM + 60);
      assertThat(series.whole(3)).isEqualTo(FROM + 300);
      assertThat(series.whole(4)).isEqualTo(60);
      assertThat(series.doubles(5)).containsExactly(2.0, 5.0, 0.0, -8e300);
      assertThat(series.truths(6)).containsExactly(false, false, true, false);
    }
  }

  @Test
  void rendersVersion3WithNanWhereNothingIs() throws Exception {
    Unprotobuf answer =
        ask(
            "/render?target=a.*&target=consolidateBy(a.b,%22max%22)&xFilesFactor=0.5"
                + range()
                + "&format=carbonapi_v3_pb",
            "application/x-carbonapi-v3-pb");
    assertThat(answer.messages(1))
        .extracting(m -> m.text(1))
        .containsExactly("a.b", "consolidateBy(a.b,\"max\")");
    Unprotobuf series = answer.messages(1).getFirst();
    assertThat(series.text(2)).isEqualTo("a.*");
    assertThat(answer.messages(1)).extracting(m -> m.text(3)).containsExactly("average", "max");
    assertThat(series.whole(4)).isEqualTo(FROM + 60);
    assertThat(series.whole(5)).isEqualTo(FROM + 300);
    assertThat(series.whole(6)).isEqualTo(60);
    assertThat(series.float32(7)).isEqualTo(0.5f);
    assertThat(series.doubles(9)).containsExactly(1.0, 2.5, Double.NaN, -4e300);
    assertThat(series.whole(11)).isEqualTo(FROM);
    assertThat(series.whole(12)).isEqualTo(FROM + 240);
  }

  @Test
  void findsInBothVersions() throws Exception {
    Unprotobuf two = ask("/metrics/find?query=a.*&format=protobuf", "application/x-protobuf");
    Unprotobuf three =
        ask("/metrics/find?query=a.*&format=carbonapi_v3_pb", "application/x-carbonapi-v3-pb");
    for (Unprotobuf found : List.of(two, three.messages(1).getFirst())) {
      assertThat(found.text(1)).isEqualTo("a.*");
      assertThat(found.messages(2)).extracting(m -> m.text(1)).containsExactly("a.b", "a.dir");
      assertThat(found.messages(2)).extracting(m -> m.whole(2)).containsExactly(1L, 0L);
    }
  }

  @Test
  void anAnswerWithoutSeriesIsEmpty() throws Exception {
    assertThat(
            ask("/render?target=no.such&format=protobuf" + range(), "application/x-protobuf")
                .numbers())
        .isEmpty();
  }

  private static String range() {
    return "&from=" + FROM + "&until=" + (FROM + 240);
  }

  private Unprotobuf ask(String path, String type) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    HttpResponse<byte[]> answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(type);
    return new Unprotobuf(answer.body());
  }
}
