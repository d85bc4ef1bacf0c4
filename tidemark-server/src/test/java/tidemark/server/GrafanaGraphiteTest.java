package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.server.GrafanaReply.array;
import static tidemark.server.GrafanaReply.integer;
import static tidemark.server.GrafanaReply.number;
import static tidemark.server.GrafanaReply.object;
import static tidemark.server.GrafanaReply.string;
import static tidemark.server.GrafanaReply.strings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.query.opentsdb.JsonIn.Numeral;

/**
 * What Grafana's Graphite data source sends, row by row of contracts/grafana.md 2, and how it reads
 * the answers: browser code and Go code.
 */
class GrafanaGraphiteTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String WRAPPED = "aliasSub(%s, \"(^.*$)\", \"\\1 A\")";

  @TempDir static Path directory;
  private static LiveServer server;

  /** Seconds, on a whole minute, some minutes ago. */
  private static long t;

  @BeforeAll
  static void start() throws Exception {
    server = new LiveServer(directory);
    long now = System.currentTimeMillis() / 1000;
    t = now - now % 60 - 600;
    var lines = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      long at = t + 60 * i;
      lines.append("servers.web01.load %d %d\n".formatted(i, at));
      lines.append("servers.web02.load %d %d\n".formatted(10 * i, at));
      lines.append("disk.used;server=web01;dc=lga %d %d\n".formatted(i, at));
      lines.append("disk.used;server=web02;dc=ams %d %d\n".formatted(i, at));
    }
    server.plaintext(lines.toString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static GrafanaReply get(String path) throws Exception {
    return new GrafanaReply(
        server.send(
            "http",
            "GET",
            path,
            "",
            "Accept",
            "application/json, text/plain, */*",
            "Content-Type",
            FORM,
            "X-Dashboard-Id",
            "1",
            "Accept-Encoding",
            "gzip"));
  }

  private static GrafanaReply post(String path, String form) throws Exception {
    return new GrafanaReply(server.send("http", "POST", path, form, "Content-Type", FORM));
  }

  /** As encodeURIComponent, which leaves these as they are. */
  private static String component(String text) {
    return escaped(text)
        .replace("+", "%20")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%27", "'")
        .replace("%21", "!")
        .replace("%7E", "~");
  }

  /** As Go's form encoding. */
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
  }

  /** The browser's form for targets that it wraps. */
  private static GrafanaReply panel(int maxDataPoints, String... targets) throws Exception {
    var form = new StringBuilder();
    for (String target : targets) {
      form.append("target=").append(component(WRAPPED.formatted(target))).append('&');
    }
    return post(
        "/render",
        form
            + "from=%d&until=%d&format=json&maxDataPoints=%d"
                .formatted(t - 60, t + 600, maxDataPoints));
  }

  private record Series(String target, List<@Nullable Double> values, List<Long> times) {}

  /** As the Go code decodes: every pair whole, times never null, tags of strings or numbers. */
  private static List<Series> series(GrafanaReply reply) {
    List<Series> all = new ArrayList<>();
    for (Object each : reply.array()) {
      Map<String, @Nullable Object> fields = object(each);
      List<@Nullable Double> values = new ArrayList<>();
      List<Long> times = new ArrayList<>();
      for (Object pair : array(fields.get("datapoints"))) {
        List<@Nullable Object> two = array(pair);
        assertThat(two).hasSize(2);
        values.add(two.get(0) == null ? null : number(two.get(0)));
        times.add(integer(two.get(1)));
      }
      assertThat(times).isSorted();
      if (fields.get("tags") != null) {
        object(fields.get("tags"))
            .values()
            .forEach(tag -> assertThat(tag).isInstanceOfAny(String.class, Numeral.class));
      }
      all.add(new Series(string(fields.get("target")), values, times));
    }
    return all;
  }

  private static List<String> targets(GrafanaReply reply) {
    return series(reply).stream().map(Series::target).sorted().toList();
  }

  @Test
  void g1PanelOfTheBrowser() throws Exception {
    assertThat(targets(panel(1000, "servers.*.load")))
        .containsExactly("servers.web01.load A", "servers.web02.load A");
    assertThat(targets(panel(1000, "servers.{web01,web02}.load"))).hasSize(2);
    assertThat(targets(panel(1000, "seriesByTag('name=disk.used', 'server=web01')")))
        .as("names with ;")
        .containsExactly("disk.used;dc=lga;server=web01 A");
    assertThat(targets(panel(1000, "alias(sumSeries(servers.*.load), 'both')")))
        .containsExactly("both A");
    assertThat(targets(panel(1000, "movingAverage(servers.web01.load, '5min')"))).hasSize(1);
    assertThat(targets(panel(1000, "servers.web01.load", "servers.web02.load"))).hasSize(2);
    assertThat(panel(1000, "no.such.series").array()).isEmpty();
    assertThat(series(panel(1000, "servers.web02.load")).getFirst().values())
        .contains(0., 10., 20., 50.);
  }

  @Test
  void g1MaxDataPointsHolds() throws Exception {
    for (Series one : series(panel(3, "servers.*.load"))) {
      assertThat(one.times()).hasSizeBetween(1, 3);
    }
  }

  @Test
  void g1RelativeTimesAndEmptyCacheTimeout() throws Exception {
    String target = "target=" + component("servers.web01.load") + "&format=json&maxDataPoints=700";
    for (String times :
        List.of(
            "from=-6h&until=now",
            "from=-30min&until=now",
            "from=-1mon&until=now",
            "from=-2d&until=-1s",
            "from=-1w&until=now&cacheTimeout=0",
            "from=-1y&until=now&meta=true")) {
      assertThat(series(post("/render", target + "&" + times))).as(times).hasSize(1);
    }
  }

  @Test
  void g1ErrorsAreOneLineOf400() throws Exception {
    GrafanaReply reply = panel(100, "noSuchFn(servers.*.load)");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text().strip().lines()).hasSize(1);
    assertThat(reply.text()).contains("noSuchFn").doesNotContain("<");
  }

  @Test
  void g2SaveAndTestOfEveryBrowser() throws Exception {
    for (String form :
        List.of(
            "target="
                + component("constantLine(100)")
                + "&from=-1h&until=now&format=json&maxDataPoints=300",
            "target="
                + component(WRAPPED.formatted("constantLine(100)"))
                + "&from=-1h&until=now&format=json&maxDataPoints=300",
            "target="
                + component(WRAPPED.formatted("constantLine(100)"))
                + "&format=json&maxDataPoints=300")) {
      List<Series> answer = series(post("/render", form));
      assertThat(answer).as(form).hasSize(1);
      assertThat(answer.getFirst().values())
          .isNotEmpty()
          .allMatch(value -> value != null && value == 100);
    }
    assertThat(get("/metrics/find?query=*").array()).isNotEmpty();
  }

  @Test
  void g3SaveAndTestOfGo() throws Exception {
    assertThat(
            series(
                post(
                    "/render",
                    "format=json&from=%d&maxDataPoints=100&target=constantLine%%28100%%29&until=%d"
                        .formatted(t, t + 600))))
        .hasSize(1);
  }

  /** The nodes of a find answer by their texts, as Go decodes them: whole numbers, not booleans. */
  private static Map<String, Boolean> nodes(GrafanaReply reply) {
    Map<String, Boolean> nodes = new TreeMap<>();
    for (Object each : reply.array()) {
      Map<String, @Nullable Object> node = object(each);
      assertThat(string(node.get("id"))).isNotEmpty();
      assertThat(integer(node.get("allowChildren"))).isBetween(0L, 1L);
      assertThat(integer(node.get("leaf"))).isBetween(0L, 1L);
      nodes.put(string(node.get("text")), integer(node.get("expandable")) == 1);
    }
    return nodes;
  }

  @Test
  void g4PathPickerOfTheBrowserDoesNotEncodeItsBody() throws Exception {
    String times = "?from=%d&until=%d".formatted(t, t + 600);
    assertThat(nodes(post("/metrics/find" + times, "query=servers.*")))
        .containsEntry("web01", true)
        .containsEntry("web02", true);
    assertThat(nodes(post("/metrics/find", "query=servers.web01.*")))
        .containsExactly(Map.entry("load", false));
    assertThat(nodes(post("/metrics/find", "query=servers.{web01,x}.*"))).containsKey("load");
    assertThat(nodes(get("/metrics/find?query=servers.*"))).containsKey("web01");
    assertThat(nodes(post("/metrics/find", "query=no.such.*"))).isEmpty();
  }

  @Test
  void g5PathPickerOfGoSendsUndefinedTimes() throws Exception {
    assertThat(nodes(post("/metrics/find", "query=servers.%2A"))).containsKey("web01");
    assertThat(nodes(post("/metrics/find?from=undefined&until=undefined", "query=servers.%2A")))
        .containsKey("web01");
  }

  @Test
  void g6AndG7Expand() throws Exception {
    for (String path :
        List.of(
            "/metrics/expand?query=servers.*.load&from=%d&until=%d".formatted(t, t + 600),
            "/metrics/expand?from=%d&query=servers.%%2A.load&until=%d".formatted(t, t + 600))) {
      assertThat(strings(object(get(path).json()).get("results")))
          .as(path)
          .containsExactly("servers.web01.load", "servers.web02.load");
    }
  }

  @Test
  void g8AndG9Functions() throws Exception {
    GrafanaReply reply = get("/functions");
    for (Map.Entry<String, @Nullable Object> each : object(reply.json()).entrySet()) {
      Map<String, @Nullable Object> function = object(each.getValue());
      assertThat(string(function.get("name"))).isEqualTo(each.getKey());
      for (String field : List.of("function", "description", "module", "group")) {
        assertThat(string(function.get(field))).as(each.getKey() + " " + field).isNotNull();
      }
      for (Object param : array(function.get("params"))) {
        assertThat(string(object(param).get("name"))).isNotEmpty();
        assertThat(string(object(param).get("type"))).isNotEmpty();
      }
    }
    assertThat(object(reply.json()))
        .containsKeys("aliasSub", "constantLine", "sumSeries", "alias", "seriesByTag");
  }

  @Test
  void g10TagValues() throws Exception {
    assertThat(get("/tags/autoComplete/values?expr=name%3Ddisk.used&tag=server").strings())
        .containsExactly("web01", "web02");
    assertThat(
            get("/tags/autoComplete/values?expr=name%3Ddisk.used&expr=dc%3Dlga&tag=server&valuePrefix=w&limit=10000&from=-1h&until=now")
                .strings())
        .containsExactly("web01");
    assertThat(get("/tags/autoComplete/values?expr=name%3Dno.such&tag=server").strings()).isEmpty();
  }

  @Test
  void g11TagKeys() throws Exception {
    assertThat(get("/tags/autoComplete/tags?expr=name%3Ddisk.used").strings())
        .containsExactly("dc", "server");
    assertThat(
            get("/tags/autoComplete/tags?expr=name%3Ddisk.used&tagPrefix=s&limit=10000&from=-1h&until=now")
                .strings())
        .containsExactly("server");
    assertThat(get("/tags/autoComplete/tags").strings()).contains("dc", "name", "server");
  }

  @Test
  void g12TagsOfGoWithEmptyAndUndefinedWords() throws Exception {
    assertThat(
            get("/tags/autoComplete/tags?from=undefined&limit=0&tagPrefix=&until=undefined")
                .strings())
        .contains("dc", "server");
    assertThat(get("/tags/autoComplete/tags?from=&limit=&tagPrefix=&until=").strings())
        .contains("dc");
    assertThat(
            get("/tags/autoComplete/values?expr=name%3Ddisk.used&from=undefined&limit=0&tag=server&until=undefined&valuePrefix=")
                .strings())
        .containsExactly("web01", "web02");
  }

  @Test
  void g13AdHocFilters() throws Exception {
    List<String> keys = new ArrayList<>();
    for (Object each : get("/tags").array()) {
      keys.add(string(object(each).get("tag")));
    }
    assertThat(keys).contains("dc", "server");
    Map<String, @Nullable Object> server = object(get("/tags/server").json());
    assertThat(string(server.get("tag"))).isEqualTo("server");
    assertThat(array(server.get("values")))
        .extracting(value -> string(object(value).get("value")))
        .containsExactly("web01", "web02");
  }

  @Test
  void g14AndG15Events() throws Exception {
    for (String path :
        List.of(
            "/events/get_data?from=-1h&until=now&tags=deploy",
            "/events/get_data?from=-1h&until=now",
            "/events/get_data?from=%d&tags=a+b&until=%d".formatted(t, t + 600))) {
      for (Object each : get(path).array()) {
        Map<String, @Nullable Object> event = object(each);
        assertThat(integer(event.get("when"))).isPositive();
        assertThat(string(event.get("what"))).isNotNull();
        assertThat(string(event.get("data"))).isNotNull();
        strings(event.get("tags"));
      }
    }
  }

  @Test
  void g16EventsByMetric() throws Exception {
    assertThat(series(panel(100, "servers.web01.load"))).hasSize(1);
  }

  @Test
  void g17VersionIsStrictSemver() throws Exception {
    GrafanaReply reply = get("/version");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text().strip().replace("\"", "")).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void g18AlertingOfGo() throws Exception {
    for (String maxDataPoints : List.of("500", "43200", "100")) {
      String form =
          "format=json&from=%d&maxDataPoints=%s&target=%s&until=%d"
              .formatted(t, maxDataPoints, escaped("alias(servers.*.load, 'x y')"), t + 600);
      assertThat(targets(post("/render", form))).as(maxDataPoints).containsExactly("x y", "x y");
    }
    assertThat(
            series(
                post(
                    "/render",
                    "format=json&from=-5min&maxDataPoints=500&target=constantLine%281%29&until=now")))
        .hasSize(1);
    assertThat(
            series(
                post(
                    "/render",
                    "format=json&from=%d&maxDataPoints=500&target=%s&until=%d"
                        .formatted(t, escaped("seriesByTag('name=disk.used')"), t + 600))))
        .as("tags decode")
        .hasSize(2);
  }

  @Test
  void g19ValueAndMetricNameVariables() throws Exception {
    String form =
        "target=%s&from=%d&until=%d&format=json&maxDataPoints=100"
            .formatted(component(WRAPPED.formatted("servers.*.load")), t - 21_600, t + 600);
    assertThat(targets(post("/render", form))).hasSize(2);
  }

  @Test
  void everyPathAlsoEndsInASlash() throws Exception {
    assertThat(get("/render/?target=servers.web01.load&format=json&from=-1h").array()).hasSize(1);
    assertThat(get("/metrics/find/?query=servers.*").array()).isNotEmpty();
    assertThat(get("/events/get_data/?from=-1h").array()).isNotNull();
    assertThat(get("/functions/").status()).isEqualTo(200);
    assertThat(get("/tags/autoComplete/tags/").status()).isEqualTo(200);
  }
}
