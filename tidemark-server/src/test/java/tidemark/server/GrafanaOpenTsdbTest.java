package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.server.GrafanaReply.array;
import static tidemark.server.GrafanaReply.integer;
import static tidemark.server.GrafanaReply.number;
import static tidemark.server.GrafanaReply.object;
import static tidemark.server.GrafanaReply.string;
import static tidemark.server.GrafanaReply.stringMap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.server.GrafanaReply.Series;

/**
 * What Grafana's OpenTSDB data source sends, row by row of contracts/grafana.md 1, and how it reads
 * the answers: browser code and both Go generations.
 */
class GrafanaOpenTsdbTest {
  private static final String BROWSER = "application/json, text/plain, */*";

  @TempDir static Path directory;
  private static LiveServer server;

  /** Seconds, on a whole minute, some minutes ago. */
  private static long t;

  @BeforeAll
  static void start() throws Exception {
    server = new LiveServer(directory, "opentsdb.cors-domains", "http://grafana.example.com");
    long now = System.currentTimeMillis() / 1000;
    t = now - now % 60 - 600;
    var puts = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      long at = t + 10 * i;
      puts.append("put sys.cpu.user %d %d host=web01 dc=lga\n".formatted(at, i));
      puts.append("put sys.cpu.user %d %d host=web02 dc=lga\n".formatted(at, 10 * i));
      puts.append("put sys.cpu.user %d %d.5 host=db1 dc=ams\n".formatted(at, i));
      puts.append("put sys.ms %d %d host=a\n".formatted(1000 * t + 100 * i, i));
    }
    puts.append("put cpu.gap %d 1 host=a\nput cpu.gap %d 3 host=a\n".formatted(t, t + 120));
    assertThat(server.telnet(puts.toString())).startsWith("net.opentsdb");
    server.plaintext("sys.graphite.load 2.5 %d\n".formatted(t));
    post("/api/annotation", "{\"startTime\":%d,\"description\":\"deploy\"}".formatted(t + 5));
    String tsuid =
        string(object(lookup("/api/search/lookup?m=cpu.gap&limit=1").getFirst()).get("tsuid"));
    post(
        "/api/annotation",
        "{\"startTime\":%d,\"tsuid\":\"%s\",\"description\":\"local\"}".formatted(t + 5, tsuid));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static GrafanaReply get(String path) throws Exception {
    return new GrafanaReply(
        server.send(
            "opentsdb",
            "GET",
            path,
            "",
            "Accept",
            BROWSER,
            "X-Grafana-Org-Id",
            "1",
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "Accept-Encoding",
            "gzip"));
  }

  private static GrafanaReply post(String path, String body) throws Exception {
    return new GrafanaReply(
        server.send(
            "opentsdb", "POST", path, body, "Accept", BROWSER, "Content-Type", "application/json"));
  }

  private static GrafanaReply go(String path, String body) throws Exception {
    return new GrafanaReply(
        server.send(
            "opentsdb",
            "POST",
            path,
            body,
            "Content-Type",
            "application/json",
            "User-Agent",
            "Go-http-client/1.1",
            "Accept-Encoding",
            "gzip"));
  }

  private static List<@Nullable Object> lookup(String path) throws Exception {
    return array(object(get(path).json()).get("results"));
  }

  @Test
  void o1SaveAndTestOfTheBrowser() throws Exception {
    assertThat(get("/api/suggest?type=metrics&q=cpu&max=1000").status()).isBetween(200, 299);
  }

  @Test
  void o2SaveAndTestOfGoWants200() throws Exception {
    assertThat(get("/api/suggest?q=cpu&type=metrics").status()).isEqualTo(200);
  }

  @Test
  void o3MetricNames() throws Exception {
    assertThat(get("/api/suggest?type=metrics&q=sys.c&max=1000").strings())
        .containsExactly("sys.cpu.user");
    assertThat(get("/api/suggest?max=1000&q=sys.g&type=metrics").strings())
        .as("Graphite's names too")
        .containsExactly("sys.graphite.load");
    assertThat(get("/api/suggest?type=metrics&q=zzz&max=1000").strings()).isEmpty();
    assertThat(get("/api/suggest?type=metrics&max=1000000000&q=").strings()).hasSize(4);
  }

  @Test
  void o4TagKeysAndValues() throws Exception {
    assertThat(get("/api/suggest?type=tagk&q=ho&max=1000").strings()).containsExactly("host");
    assertThat(get("/api/suggest?type=tagv&q=web&max=1000").strings())
        .containsExactly("web01", "web02");
    assertThat(get("/api/suggest?type=tagv&q=zzz&max=1000").strings()).isEmpty();
  }

  @Test
  void o5Aggregators() throws Exception {
    assertThat(get("/api/aggregators").strings()).contains("avg", "sum", "zimsum", "p99", "none");
  }

  @Test
  void o6FilterTypesAreTheKeysOfAnObject() throws Exception {
    assertThat(object(get("/api/config/filters").json()).keySet())
        .contains("literal_or", "wildcard", "regexp", "not_literal_or", "iwildcard");
  }

  @Test
  void o7TagNames() throws Exception {
    for (String path :
        List.of(
            "/api/search/lookup?m=sys.cpu.user&limit=1000",
            "/api/search/lookup?limit=1000&m=sys.cpu.user",
            "/api/search/lookup?m=sys.cpu.user&limit=3000")) {
      Set<String> keys = new LinkedHashSet<>();
      for (Object result : lookup(path)) {
        keys.addAll(stringMap(object(result).get("tags")).keySet());
      }
      assertThat(keys).as(path).containsExactlyInAnyOrder("host", "dc");
    }
    assertThat(
            stringMap(
                object(lookup("/api/search/lookup?m=sys.graphite.load&limit=1000").getFirst())
                    .get("tags")))
        .as("a series without tags")
        .isEmpty();
  }

  @Test
  void o8TagValues() throws Exception {
    tagValues("m=sys.cpu.user%7Bhost%3D*%7D&limit=1000", "web01", "web02", "db1");
    tagValues("m=sys.cpu.user%7Bhost%3D*%2Cdc%3Dlga%7D&limit=1000", "web01", "web02");
    tagValues("limit=0&m=sys.cpu.user%7Bhost%3D*%7D", "web01", "web02", "db1");
    tagValues(
        "m=sys.cpu.user%7Bhost%3D*%2Cdc%3Dlga%2Cdc%3Dams%7D&limit=1000", "web01", "web02", "db1");
  }

  private static void tagValues(String query, String... hosts) throws Exception {
    List<String> found = new ArrayList<>();
    for (Object result : lookup("/api/search/lookup?" + query)) {
      found.add(stringMap(object(result).get("tags")).get("host"));
    }
    assertThat(found).as(query).containsExactlyInAnyOrder(hosts);
  }

  /** The browser's request with one sub-query and fields of its own around it. */
  private static GrafanaReply browser(String query, String more) throws Exception {
    return post(
        "/api/query",
        """
        {"start":%d,"queries":[%s],"msResolution":false,"globalAnnotations":true,%s"end":%d}
        """
            .formatted(1000 * t, query, more, 1000 * (t + 599)));
  }

  @Test
  void o9TagsAndAggregateTagsAreAlwaysThere() throws Exception {
    Series all =
        browser("{\"metric\":\"sys.cpu.user\",\"aggregator\":\"sum\"}", "").series().getFirst();
    assertThat(all.tags()).isEmpty();
    assertThat(all.aggregateTags()).containsExactlyInAnyOrder("host", "dc");
    Series path =
        browser("{\"metric\":\"sys.graphite.load\",\"aggregator\":\"sum\"}", "")
            .series()
            .getFirst();
    assertThat(path.tags()).isEmpty();
    assertThat(path.aggregateTags()).isEmpty();
    assertThat(path.values()).extracting(GrafanaReply::number).containsExactly(2.5);
  }

  @Test
  void o10PanelOfTheBrowserWithTheWholeSavedTarget() throws Exception {
    List<Series> answer =
        browser(
                """
                {"refId":"A","datasource":{"type":"opentsdb","uid":"x"},"alias":"$tag_host",
                 "metric":"sys.cpu.user","aggregator":"sum","downsample":"10s-avg",
                 "downsampleAggregator":"avg","downsampleFillPolicy":"none","disableDownsampling":false,
                 "hide":false,"shouldComputeRate":false,"isCounter":false,"currentTagKey":"",
                 "tags":{"host":"web01|web02"}}
                """,
                "")
            .series();
    assertThat(answer).extracting(Series::metric).containsOnly("sys.cpu.user");
    assertThat(answer).extracting(s -> s.tags().get("host")).containsExactly("web01", "web02");
    assertThat(answer.getFirst().times())
        .containsExactly(t, t + 10, t + 20, t + 30, t + 40, t + 50);
    assertThat(answer.get(1).values())
        .extracting(GrafanaReply::number)
        .containsExactly(0., 10., 20., 30., 40., 50.);
  }

  @Test
  void o10TagFunctionsFiltersRateAndExplicitTags() throws Exception {
    hosts(
        "{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\",\"tags\":{\"host\":\"*\"}}",
        "web01",
        "web02",
        "db1");
    hosts(
        "{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\",\"tags\":{\"host\":\"wildcard(web*)\"}}",
        "web01",
        "web02");
    hosts(
        "{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\",\"tags\":{\"host\":\"regexp(^db)\"}}",
        "db1");
    String filter =
        "\"filters\":[{\"type\":\"literal_or\",\"tagk\":\"host\",\"filter\":\"web01|db1\",\"groupBy\":true}]";
    hosts(
        "{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\"," + filter + ",\"tags\":{}}",
        "web01",
        "db1");
    hosts(
        "{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\","
            + filter
            + ",\"explicitTags\":true}");
    hosts(
        "{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\",\"downsample\":\"1m-avg\",\"rate\":true,"
            + "\"rateOptions\":{\"counter\":true,\"counterMax\":1000,\"resetValue\":0,\"dropResets\":false},"
            + "\"tags\":{\"host\":\"web01\"}}",
        "web01");
  }

  private static void hosts(String query, String... hosts) throws Exception {
    assertThat(browser(query, "").series())
        .as(query)
        .extracting(s -> s.tags().get("host"))
        .containsExactly(hosts);
  }

  @Test
  void o10Version3NeedsTheIndexOfTheQuery() throws Exception {
    List<Series> answer =
        browser(
                "{\"metric\":\"cpu.gap\",\"aggregator\":\"sum\"},{\"metric\":\"sys.cpu.user\",\"aggregator\":\"max\"}",
                "\"showQuery\":true,")
            .series();
    assertThat(answer)
        .extracting(s -> integer(object(s.all().get("query")).get("index")))
        .containsExactly(0L, 1L);
  }

  @Test
  void o10MillisecondResolutionGivesAscendingMillisecondKeys() throws Exception {
    Series answer =
        post(
                "/api/query",
                "{\"start\":%d,\"queries\":[{\"metric\":\"sys.ms\",\"aggregator\":\"sum\",\"downsample\":\"500ms-sum\"}],\"msResolution\":true,\"globalAnnotations\":true}"
                    .formatted(1000 * t))
            .series()
            .getFirst();
    assertThat(answer.times()).containsExactly(1000 * t, 1000 * t + 500);
  }

  @Test
  void o10FillNullDrawsGaps() throws Exception {
    Series answer =
        browser(
                "{\"metric\":\"cpu.gap\",\"aggregator\":\"sum\",\"downsample\":\"1m-avg-null\",\"tags\":{}}",
                "")
            .series()
            .getFirst();
    assertThat(answer.times()).startsWith(t, t + 60, t + 120).isSorted();
    assertThat(answer.values().get(1)).isNull();
  }

  @Test
  void o10MistakesAre400WithAMessage() throws Exception {
    mistake(
        "{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\",\"downsample\":\"10s-undefined\"}",
        "undefined");
    mistake("{\"metric\":\"sys.cpu.user\",\"aggregator\":\"avg\",\"downsample\":\"1m-\"}", "1m-");
    mistake(
        "{\"metric\":\"no.such\",\"aggregator\":\"avg\"}", "No such name for 'metrics': 'no.such'");
  }

  private static void mistake(String query, String message) throws Exception {
    GrafanaReply reply = browser(query, "");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.openTsdbError()).contains(message);
  }

  @Test
  void o11AnnotationsOfTheFirstSeriesInSeconds() throws Exception {
    Series answer =
        browser("{\"aggregator\":\"sum\",\"metric\":\"cpu.gap\"}", "").series().getFirst();
    annotation(answer.all().get("annotations"), "local");
    annotation(answer.all().get("globalAnnotations"), "deploy");
  }

  private static void annotation(@Nullable Object list, String description) {
    var note = object(array(list).getFirst());
    assertThat(string(note.get("description"))).isEqualTo(description);
    assertThat(number(note.get("startTime"))).isEqualTo(t + 5);
  }

  @Test
  void o12PanelOfGo13() throws Exception {
    String body =
        """
        {"start":%d,"end":%d,"queries":[{"aggregator":"sum","downsample":"1m-avg","explicitTags":false,\
        "filters":[{"filter":"*","groupBy":true,"tagk":"host","type":"wildcard"}],"metric":"sys.cpu.user",\
        "rate":true,"rateOptions":{"counter":true,"counterMax":1000.5,"resetValue":0.5}}]}
        """
            .formatted(t - 600, t + 599);
    GrafanaReply reply = go("/api/query", body.replace("1000.5", "1000"));
    assertThat(reply.series()).hasSize(3);
    for (Series series :
        go("/api/query", body.replace("\"rate\":true", "\"rate\":false")).series()) {
      assertThat(series.values()).as("numbers only").allSatisfy(GrafanaReply::number);
      assertThat(series.times()).allMatch(time -> Long.toString(time).length() == 10);
    }
    assertThat(go("/api/query", body).status()).as("a fraction in counterMax").isBetween(200, 299);
  }

  @Test
  void o12Version4AsksForArrays() throws Exception {
    String body =
        "{\"start\":%d,\"end\":%d,\"queries\":[{\"aggregator\":\"sum\",\"downsample\":\"1m-avg\",\"metric\":\"cpu.gap\",\"tags\":{\"host\":\"*\"}}]}"
            .formatted(t, t + 599);
    for (String path : List.of("/api/query?arrays=true", "/api/query?arrays")) {
      var series = object(go(path, body).array().getFirst());
      List<List<Double>> dps = new ArrayList<>();
      for (Object pair : array(series.get("dps"))) {
        dps.add(List.of(number(array(pair).get(0)), number(array(pair).get(1))));
      }
      assertThat(dps).containsExactly(List.of((double) t, 1.0), List.of(t + 120.0, 3.0));
    }
  }

  @Test
  void o12AnnotationsAreStrict() throws Exception {
    Series answer =
        go(
                "/api/query",
                "{\"start\":%d,\"end\":%d,\"queries\":[{\"aggregator\":\"sum\",\"metric\":\"cpu.gap\"}]}"
                    .formatted(t, t + 599))
            .series()
            .getFirst();
    annotation(answer.all().get("annotations"), "local");
  }

  @Test
  void o12FillNanIsReadableByGoOnlyIfAskedFor() throws Exception {
    String body =
        "{\"start\":%d,\"end\":%d,\"queries\":[{\"aggregator\":\"sum\",\"downsample\":\"1m-avg-nan\",\"metric\":\"cpu.gap\"}]}"
            .formatted(t, t + 599);
    assertThat(go("/api/query", body).text()).as("OpenTSDB's form by default").contains("\"NaN\"");
    try (var other = new LiveServer(directory.resolve("null"), "opentsdb.nan", "null")) {
      other.telnet("put cpu.gap %d 1 host=a\nput cpu.gap %d 3 host=a\n".formatted(t, t + 120));
      var reply = new GrafanaReply(other.send("opentsdb", "POST", "/api/query", body));
      assertThat(reply.text()).doesNotContain("NaN");
      assertThat(reply.series().getFirst().values().get(1)).isNull();
    }
  }

  @Test
  void o13AlertingOfOlderGrafana() throws Exception {
    List<Series> answer =
        go(
                "/api/query",
                """
                {"start":%d,"end":%d,"queries":[
                 {"aggregator":"avg","downsample":"1m-avg-","metric":"sys.cpu.user","tags":{"host":"web01"}},
                 {"aggregator":"sum","downsample":"1m-sum","metric":"cpu.gap","rate":false,"rateOptions":{"counter":true,"counterMax":0,"resetValue":0}}]}
                """
                    .formatted(1000 * t, 1000 * (t + 599)))
            .series();
    assertThat(answer).extracting(Series::metric).containsExactly("sys.cpu.user", "cpu.gap");
    assertThat(answer.getFirst().values()).extracting(GrafanaReply::number).containsExactly(2.5);
  }

  @Test
  void aPageInTheBrowserMayAskDirectly() throws Exception {
    var preflight =
        new GrafanaReply(
            server.send(
                "opentsdb", "OPTIONS", "/api/query", "", "Origin", "http://grafana.example.com"));
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("Access-Control-Allow-Origin"))
        .isEqualTo("http://grafana.example.com");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Content-Type");
  }

  @Test
  void everyAnswerIsLabelledAsOpenTsdbDoes() throws Exception {
    for (String path : List.of("/api/aggregators", "/api/suggest?type=metrics", "/api/no.such")) {
      assertThat(get(path).header("Content-Type"))
          .as(path)
          .isEqualTo("application/json; charset=UTF-8");
    }
  }
}
