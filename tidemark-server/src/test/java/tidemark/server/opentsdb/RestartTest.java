package tidemark.server.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.ConfigNode;
import tidemark.storage.memory.MemoryStorage;
import tidemark.storage.records.RecordJournal;

/** What stands beside the points is answered by the next process as by the one that took it. */
class RestartTest {
  private static final String TSUID = "000001000001000001";
  private static final List<String> ASKED =
      List.of(
          "/api/annotation?start_time=1699999205&tsuid=" + TSUID,
          "/api/annotations?start_time=1699999200&end_time=1699999300",
          "/api/tree",
          "/api/tree/rule?treeid=1&level=0&order=0",
          "/api/tree/test?treeid=1&tsuids=" + TSUID,
          "/api/uid/uidmeta?uid=000001&type=metric",
          "/api/uid/tsmeta?tsuid=" + TSUID,
          "/api/suggest?type=tagv",
          "/api/query?start=1699999200&end=1699999300&show_tsuids&global_annotations&m=sum:m");

  @TempDir Path directory;

  private interface Work {
    void on(TestServer server) throws IOException;
  }

  /** One life of a process; points live on, as the engine has its own tests. */
  private void life(MemoryStorage points, Work work) throws IOException {
    try (var uids = UidTable.open(directory.resolve("uids.log"));
        var records = RecordJournal.open(directory, damage -> {});
        var server =
            new TestServer(
                OpenTsdbSettings.of(ConfigNode.EMPTY), points, points.table(), uids, records)) {
      work.on(server);
    }
  }

  private static void post(TestServer server, String path, String json) throws IOException {
    RawHttp.Reply reply = RawHttp.send(server.port(), "POST", path, Map.of(), json.getBytes(UTF_8));
    assertThat(reply.status()).as(path + " " + reply.text()).isBetween(200, 204);
  }

  private static List<String> answers(TestServer server) throws IOException {
    List<String> answers = new ArrayList<>();
    for (String path : ASKED) {
      RawHttp.Reply reply = RawHttp.send(server.port(), "GET", path, Map.of(), new byte[0]);
      assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(200);
      answers.add(path + " " + reply.text());
    }
    return answers;
  }

  @Test
  void notesTreesAndMetaDataAreThereAfterARestart() throws IOException {
    MemoryStorage points = MemoryStorage.create();
    List<String> before = new ArrayList<>();
    life(
        points,
        server -> {
          server.telnet("put m 1699999200 1 host=a\n");
          post(
              server,
              "/api/annotation",
              "{\"startTime\":1699999205,\"tsuid\":\"%s\",\"description\":\"é\"}".formatted(TSUID));
          post(server, "/api/annotation", "{\"startTime\":1699999207,\"description\":\"all\"}");
          post(server, "/api/tree", "{\"name\":\"t\",\"strictMatch\":true}");
          post(
              server,
              "/api/tree/rule",
              "{\"treeId\":1,\"level\":0,\"order\":0,\"type\":\"METRIC_CUSTOM\","
                  + "\"customField\":\"owner\"}");
          post(
              server,
              "/api/uid/uidmeta",
              "{\"uid\":\"000001\",\"type\":\"metric\",\"custom\":{\"owner\":\"ops\"}}");
          post(server, "/api/uid/tsmeta", "{\"tsuid\":\"%s\",\"units\":\"ms\"}".formatted(TSUID));
          before.addAll(answers(server));
        });
    assertThat(before.get(4)).contains("Matched custom tag [owner]");
    life(points, server -> assertThat(answers(server)).isEqualTo(before));
  }

  @Test
  void whatWasRenamedOrRemovedStaysSo() throws IOException {
    MemoryStorage points = MemoryStorage.create();
    life(
        points,
        server -> {
          server.telnet("put m 1699999200 1 host=a\nput n 1699999200 2 host=b\n");
          post(server, "/api/tree", "{\"name\":\"t\"}");
          post(server, "/api/uid/rename", "{\"metric\":\"m\",\"name\":\"other\"}");
          RawHttp.send(
              server.port(), "DELETE", "/api/tree?treeid=1&definition=true", Map.of(), new byte[0]);
        });
    life(
        points,
        server -> {
          assertThat(get(server, "/api/tree")).isEqualTo("[]");
          assertThat(get(server, "/api/suggest?type=metrics")).isEqualTo("[\"n\",\"other\"]");
          assertThat(
                  get(server, "/api/query?start=1699999200&end=1699999300&show_tsuids&m=sum:other"))
              .contains("\"tsuids\":[\"" + TSUID + "\"]", "{\"1699999200\":1}");
        });
  }

  private static String get(TestServer server, String path) throws IOException {
    return RawHttp.send(server.port(), "GET", path, Map.of(), new byte[0]).text();
  }
}
