package tidemark.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.query.opentsdb.JsonIn;
import tidemark.testing.Golden;
import tidemark.testing.Seeded;

/**
 * The same query gives the same bytes: asked twice, and by several at once in another order, of the
 * local engine on a real socket. The queries are those of the recordings of graphite-web.
 */
@ExtendWith(Seeded.class)
class GraphiteDeterminismTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_704_096_000);
  private static final int ASKERS = 8;

  private final Golden golden = new Golden(GraphiteDeterminismTest.class);

  @TempDir Path data;

  @Test
  void answersAreTheSameBytesTwiceAndThroughParallelReads(Random random) throws Exception {
    List<String> queries = queries();
    try (InProcess server =
        InProcess.start(data, () -> NOW, "storage.engine", "local", "storage.schemas", schemas())) {
      write(server);
      Map<String, String> first = new LinkedHashMap<>();
      for (String query : queries) {
        first.put(query, ask(server, query));
      }
      assertThat(first.values().stream().filter(a -> a.startsWith("200") && a.length() > 100))
          .as("answers with something in them")
          .hasSizeGreaterThan(500);
      for (String query : queries) {
        assertThat(ask(server, query)).as(query).isEqualTo(first.get(query));
      }
      try (ExecutorService askers = Executors.newFixedThreadPool(ASKERS)) {
        List<Future<?>> asked = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
          List<String> shuffled = new ArrayList<>(queries);
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          asked.add(
              askers.submit(() -> {
                for (String query : shuffled.subList(0, queries.size() / 2)) {
                  assertThat(ask(server, query)).as(query).isEqualTo(first.get(query));
                }
                return null;
              }));
        }
        for (Future<?> one : asked) {
          one.get();
        }
      }
    }
  }

  /** All that graphite-web was asked to render, but for what is random. */
  private List<String> queries() {
    return golden.lines("golden/graphite/cases.jsonl").stream()
        .map(line -> JsonIn.readObject(line.getBytes(UTF_8)))
        .filter(recording -> recording.get("path").equals("/render"))
        .map(recording ->
            JsonIn.list(recording.get("params")).stream()
                .map(JsonIn::list)
                .map(p -> p.getFirst() + "=" + InProcess.escaped(String.valueOf(p.getLast())))
                .collect(Collectors.joining("&", "/render?", "")))
        .filter(query -> !query.contains("randomWalk"))
        .distinct()
        .toList();
  }

  private static String ask(InProcess server, String query) throws Exception {
    HttpResponse<String> answer = server.ask("http", query);
    return answer.statusCode() + " " + answer.body();
  }

  private void write(InProcess server) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port("graphite-line tcp"));
        OutputStream out = socket.getOutputStream()) {
      for (String line : golden.lines("golden/graphite/metrics.txt")) {
        out.write((line + "\n").getBytes(UTF_8));
      }
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).as("closed when all is stored").isNegative();
    }
  }

  private static String schemas() {
    return Path.of(
            URI.create(
                Objects.requireNonNull(
                        GraphiteDeterminismTest.class.getResource(
                            "/golden/graphite/storage-schemas.conf"))
                    .toString()))
        .toString();
  }
}
