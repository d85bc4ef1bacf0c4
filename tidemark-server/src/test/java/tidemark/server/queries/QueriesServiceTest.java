package tidemark.server.queries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.http.HttpRouting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.config.Size;
import tidemark.metrics.Meters;
import tidemark.server.cli.Cli;
import tidemark.server.http.HttpListener;
import tidemark.server.http.TestPort;

/** The list of queries, over HTTP as the command line asks for it. */
class QueriesServiceTest {
  private static final QuerySettings SETTINGS =
      new QuerySettings(
          9,
          99,
          new Size(1 << 20),
          new Size(1 << 20),
          Duration.ofMinutes(1),
          Duration.ZERO,
          2,
          Duration.ofSeconds(1),
          new Size(0),
          Duration.ZERO);

  private final Queries queries =
      new Queries(SETTINGS, () -> Instant.ofEpochSecond(1_700_000_000), new Meters());
  private HttpListener server;

  @BeforeEach
  void listen() throws IOException {
    server = TestPort.open(HttpRouting.builder().register(new QueriesService(queries)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsWhatRunsAndWhatWasSlow() {
    assertThat(run("queries")).isEqualTo("running: none\nslow: none\n");
    try (RunningQuery query = queries.begin("graphite", "sumSeries(a.*)")) {
      query.hold(4096);
      assertThat(run("queries")).contains("running: 1\n", "sumSeries(a.*)", "4096 B", "waiting");
      query.compute(() -> "done");
    }
    assertThat(run("queries")).contains("running: none\n", "slow: 1\n", "answered");
  }

  @Test
  void cancelsOne() {
    try (RunningQuery query = queries.begin("graphite", "a")) {
      assertThat(run("queries", "cancel", Long.toString(query.id()))).startsWith("cancelled ");
      assertThatThrownBy(() ->
              query.compute(() -> {
                query.check();
                return "";
              }))
          .hasMessage("the query was cancelled");
    }
    assertThat(run("queries")).contains("the query was cancelled");
    assertThat(run("queries", "cancel", "999")).contains("answers 404: ", "no query 999 runs");
    assertThat(run("queries", "cancel", "a b")).startsWith("tidemark: ");
    assertThat(run("queries", "end")).contains("expected queries or queries cancel ID");
  }

  private String run(String... words) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, UTF_8);
    String[] args = new String[words.length + 2];
    System.arraycopy(words, 0, args, 0, words.length);
    args[words.length] = "--set";
    args[words.length + 1] = "listen.http=127.0.0.1:" + server.address().getPort();
    new Cli(print, print, Map.of(), "1", settings -> 0, given -> 0).run(args);
    return out.toString(UTF_8);
  }
}
