package tidemark.server.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.config.ConfigNode;
import tidemark.config.Size;
import tidemark.query.opentsdb.JsonIn;

/** What large queries meet: limits with their status and words, and answers sent in pieces. */
class QueryLimitsTest {
  private static final int POINTS = 20_000;

  private static TestServer server(String... settings) throws IOException {
    return server(new Size(1 << 30), settings);
  }

  private static TestServer server(Size memory, String... settings) throws IOException {
    Map<String, ConfigNode.Value> values = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], new ConfigNode.Value(settings[i + 1], "test"));
    }
    var server = new TestServer(OpenTsdbSettings.of(ConfigNode.of(values)), memory);
    var lines = new StringBuilder();
    for (int i = 0; i < POINTS; i++) {
      lines.append("put m %d %d host=h%d\n".formatted(1_699_999_200 + i, i, i % 2));
    }
    assertThat(server.telnet(lines.toString())).isEmpty();
    return server;
  }

  private static RawHttp.Reply ask(TestServer server, String more) throws IOException {
    return RawHttp.send(
        server.port(),
        "GET",
        "/api/query?start=1699999200&end=1700019200&m=sum:m" + more,
        Map.of(),
        new byte[0]);
  }

  @Test
  void moreSeriesThanAllowedAre413() throws IOException {
    try (var server = server("max-series", "1")) {
      assertThat(ask(server, "").status()).isEqualTo(413);
      assertThat(ask(server, "").text()).startsWith("{\"error\":{\"code\":413,\"message\":");
      assertThat(ask(server, "%7Bhost=h0%7D").status()).isEqualTo(200);
    }
  }

  @Test
  void morePointsThanAllowedAre413InOpenTsdbsWords() throws IOException {
    try (var server = server("max-points", "15000")) {
      RawHttp.Reply reply = ask(server, "");
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.text())
          .isEqualTo(
              "{\"error\":{\"code\":413,\"message\":\"Sorry, you have attempted to fetch more than"
                  + " our limit of 15000 data points. Please try filtering using more tags or"
                  + " decrease your time range.\"}}");
      assertThat(ask(server, "%7Bhost=h0%7D").status()).isEqualTo(200);
    }
  }

  @Test
  void aQueryThatTakesTooLongIs504() throws IOException {
    try (var server = server("query-timeout", "1ms")) {
      RawHttp.Reply reply = ask(server, "&m=dev:1s-p99:m&m=dev:1s-dev:m");
      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.text()).startsWith("{\"error\":{\"code\":504,\"message\":");
    }
  }

  @Test
  void whatTakesMoreMemoryThanAQueryMayHaveIs413() throws IOException {
    try (var server = server(new Size(100_000))) {
      RawHttp.Reply reply = ask(server, "");
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.text()).contains("query.max-memory");
      assertThat(ask(server, "%7Bhost=h0%7D&m=sum:0all-sum:m&end=1699999300").status())
          .isEqualTo(413);
    }
  }

  private static String list(TestServer server) throws IOException {
    return RawHttp.send(server.port(), "GET", "/api/tidemark/queries", Map.of(), new byte[0])
        .text();
  }

  @Test
  void queriesAreListedAndOthersAreNot() throws Exception {
    try (var server = server()) {
      ask(server, "%7Bhost=h0%7D");
      ask(server, "&m=sum:unknown");
      String suggest = "/api/suggest?type=metrics";
      RawHttp.send(server.port(), "GET", suggest, Map.of(), new byte[0]);
      String list = list(server);
      while (!list.contains("\"running\": []")) { // a query ends when its answer has left
        Thread.sleep(1);
        list = list(server);
      }
      assertThat(list)
          .contains("opentsdb", "/api/query sum:m{host=h0}", "answered", "'metrics': 'unknown'")
          .doesNotContain("suggest");
    }
  }

  @Test
  void aLargeAnswerComesInChunksAndASmallOneWithItsLength() throws IOException {
    try (var server = server()) {
      RawHttp.Reply large = ask(server, "");
      assertThat(large.headers()).containsEntry("transfer-encoding", "chunked");
      List<@Nullable Object> series = JsonIn.list(JsonIn.read(large.body()));
      assertThat(JsonIn.object(JsonIn.object(series.getFirst()).get("dps"))).hasSize(POINTS);
      assertThat(ask(server, "%7Bhost=h0%7D&m=sum:0all-sum:m&end=1699999300").status())
          .isEqualTo(200);
      RawHttp.Reply small =
          RawHttp.send(
              server.port(),
              "GET",
              "/api/query?start=1699999200&end=1699999300&m=sum:m",
              Map.of(),
              new byte[0]);
      assertThat(small.headers()).containsKey("content-length");
      assertThat(ask(server, "&jsonp=cb").text()).startsWith("cb([").endsWith("])");
    }
  }
}
