package tidemark.server.opentsdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.query.opentsdb.JsonIn;
import tidemark.server.config.ConfigSources;
import tidemark.server.config.Settings;
import tidemark.testing.Golden;

/**
 * Plays the recordings of a real OpenTSDB 2.4.1 in the order in which they were made, against real
 * HTTP servers over the memory engine with the three settings they were made with. What is not
 * counted stands in left-out.txt, what Tidemark answers otherwise or not yet in excluded.txt, each
 * with its reason; an excluded case that passes fails this test.
 */
class GoldenTest {
  @TempDir Path directory;

  private final Golden golden = new Golden(GoldenTest.class);
  private final Map<String, TestServer> servers = new LinkedHashMap<>();
  private long clock = 1_795_421_535;

  /** As {@code serve --opentsdb-conf server-NAME.conf} has them, with every key understood. */
  private OpenTsdbSettings settings(String name, String... more) throws IOException {
    Path file = directory.resolve("server-" + name + ".conf");
    Files.write(file, golden.bytes("golden/opentsdb/server-" + name + ".conf"));
    List<String> sets = new ArrayList<>(List.of("opentsdb.host-tag=testhost"));
    sets.addAll(List.of(more));
    var sources = new ConfigSources(null, file, null, sets);
    assertThat(sources.warnings()).isEmpty();
    return Settings.of(sources.gather(Map.of())).opentsdb();
  }

  @Test
  void answersAsRecorded() throws IOException {
    var first = new TestServer(settings("golden"));
    servers.put("golden", first);
    // A file that is silent about histograms leaves them on, as Tidemark has them.
    servers.put("defaults", new TestServer(settings("defaults", "opentsdb.histograms=off")));
    servers.put(
        "readonly",
        new TestServer(
            settings("readonly"), first.storage, first.series, first.uids, first.records));
    try {
      play();
    } finally {
      servers.values().forEach(TestServer::close);
    }
  }

  private void play() throws IOException {
    Map<String, String> leftOut = reasons("left-out.txt");
    Map<String, String> excluded = reasons("excluded.txt");
    List<String> wrong = new ArrayList<>();
    List<String> passing = new ArrayList<>();
    int counted = 0;
    int good = 0;
    for (String line : golden.lines("golden/opentsdb/cases.jsonl")) {
      Map<String, @Nullable Object> recorded = JsonIn.readObject(line.getBytes(UTF_8));
      String id = Objects.requireNonNull(JsonIn.text(recorded.get("id")));
      prepare(id);
      TestServer server =
          Objects.requireNonNull(servers.get(String.valueOf(recorded.get("server"))));
      String why = check(server, recorded);
      if (leftOut.containsKey(id)) {
        continue;
      }
      counted++;
      good += why.isEmpty() ? 1 : 0;
      if (excluded.containsKey(id)) {
        if (why.isEmpty()) {
          passing.add(id);
        }
      } else if (!why.isEmpty()) {
        wrong.add(id + ": " + why);
      }
    }
    System.out.printf(
        "# opentsdb recordings: %d of %d answered alike, %d excluded%n",
        good, counted, excluded.size());
    assertThat(wrong).isEmpty();
    assertThat(passing).as("excluded, but they pass").isEmpty();
  }

  private Map<String, String> reasons(String name) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : golden.lines("golden/opentsdb/" + name)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("\t", 2);
        reasons.put(parts[0], parts[1]);
      }
    }
    return reasons;
  }

  /** What came between the cases (golden/opentsdb/README.md). */
  private void prepare(String id) throws IOException {
    TestServer server = Objects.requireNonNull(servers.get("golden"));
    switch (id.substring(0, 3)) {
      case "182" -> {
        server.telnet(golden.text("golden/opentsdb/ingest-telnet.txt"));
        for (Object body :
            JsonIn.list(JsonIn.read(golden.bytes("golden/opentsdb/ingest-http.json")))) {
          byte[] json = Jsons.write(body).getBytes(UTF_8);
          RawHttp.send(server.port(), "POST", "/api/put", Map.of(), json);
        }
      }
      case "556" -> server.telnet(golden.text("golden/opentsdb/ingest-now.txt"));
      default -> {}
    }
  }

  /** What differs, or nothing. */
  private String check(TestServer server, Map<String, @Nullable Object> recorded)
      throws IOException {
    Map<String, @Nullable Object> request = JsonIn.object(recorded.get("request"));
    Map<String, @Nullable Object> response = JsonIn.object(recorded.get("response"));
    String sentAt = JsonIn.text(request.get("sent_at"));
    clock = sentAt == null ? clock : Long.parseLong(sentAt);
    server.setNow(clock);
    if ("telnet".equals(request.get("protocol"))) {
      String want = Objects.requireNonNullElse(JsonIn.text(response.get("received")), "");
      String got = server.telnet(String.valueOf(request.get("send")));
      return Loosely.telnet(want, got) ? "" : "\n  want " + want + "\n  got  " + got;
    }
    RawHttp.Reply got;
    try {
      got = send(server, request);
    } catch (IOException e) {
      return e.toString();
    }
    if ("http-raw".equals(request.get("protocol"))) {
      String want = String.valueOf(response.get("received_raw"));
      return want.contains(" " + got.status() + " ") ? "" : "want " + want + " got " + got.status();
    }
    return Loosely.http(String.valueOf(request.get("path")), response, got);
  }

  private static RawHttp.Reply send(TestServer server, Map<String, @Nullable Object> request)
      throws IOException {
    if ("http-raw".equals(request.get("protocol"))) {
      String text = String.valueOf(request.get("send")).replace("\r\n", "\n").replace("\n", "\r\n");
      return RawHttp.raw(
          server.port(),
          text.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(ISO_8859_1));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    if (request.get("headers") != null) {
      JsonIn.object(request.get("headers"))
          .forEach((name, value) -> headers.put(name, String.valueOf(value)));
    }
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-length"));
    String hex = JsonIn.text(request.get("body_hex"));
    String body = Objects.requireNonNullElse(JsonIn.text(request.get("body")), "");
    byte[] bytes = hex == null ? body.getBytes(UTF_8) : HexFormat.of().parseHex(hex);
    if ("chunked".equalsIgnoreCase(headers.remove("Transfer-Encoding"))) {
      headers.remove("transfer-encoding");
    }
    return RawHttp.send(
        server.port(),
        String.valueOf(request.get("method")),
        String.valueOf(request.get("path")),
        headers,
        bytes);
  }
}
