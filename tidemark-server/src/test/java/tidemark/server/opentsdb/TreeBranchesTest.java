package tidemark.server.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.config.ConfigNode;

/** What grows from trees where their processing is on. */
class TreeBranchesTest {
  private TestServer server;

  @BeforeEach
  void plant() throws IOException {
    server =
        new TestServer(
            OpenTsdbSettings.of(
                ConfigNode.of(Map.of("tree-processing", new ConfigNode.Value("on", "test")))));
    server.telnet(
        """
        put sys.cpu.user 1699999200 1 host=web01 dc=lon
        put sys.cpu.sys 1699999200 2 host=web01 dc=lon
        put sys.cpu.user 1699999200 3 host=web02 dc=lon
        put other 1699999200 4 dc=lon
        put sys.cpu.user 1699999200 5 host=web01 dc=par
        """);
    post("/api/tree", "{\"name\":\"t\",\"enabled\":true,\"storeFailures\":true}");
    post(
        "/api/tree/rule",
        "{\"treeId\":1,\"level\":0,\"order\":0,\"type\":\"TAGK\",\"field\":\"host\"}");
    post(
        "/api/tree/rule",
        "{\"treeId\":1,\"level\":1,\"order\":0,\"type\":\"METRIC\",\"separator\":\"\\\\.\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String get(String path) throws IOException {
    return RawHttp.send(server.port(), "GET", path, Map.of(), new byte[0]).text();
  }

  private String post(String path, String json) throws IOException {
    return RawHttp.send(server.port(), "POST", path, Map.of(), json.getBytes(UTF_8)).text();
  }

  @Test
  void theRootHasItsBranchesInOrder() throws IOException {
    assertThat(get("/api/tree/branch?treeid=1"))
        .contains("\"displayName\":\"ROOT\"", "\"branchId\":\"0001\"", "\"depth\":0")
        .containsSubsequence("\"displayName\":\"other\"", "\"displayName\":\"web01\"", "web02");
  }

  @Test
  void aBranchIsFoundByTheHashesOfItsNames() throws IOException {
    String id =
        "0001%08X%08X%08X".formatted("web01".hashCode(), "sys".hashCode(), "cpu".hashCode());
    assertThat(get("/api/tree/branch?branch=" + id))
        .contains("\"branchId\":\"" + id + "\"", "\"depth\":3", "\"branches\":null")
        .containsSubsequence("\"metric\":\"sys.cpu.sys\"", "\"displayName\":\"user\"");
  }

  @Test
  void whatFallsOnAnothersLeafIsACollision() throws IOException {
    assertThat(get("/api/tree/collisions?treeid=1"))
        .matches("\\{\"000001[0-9A-F]+\":\"000001[0-9A-F]+\"}");
  }

  @Test
  void aLevelWithoutMatchIsSkippedUnlessTheTreeIsStrict() throws IOException {
    assertThat(get("/api/tree/notmatched?treeid=1")).contains("[1:0:0:TAGK]");
    post("/api/tree", "{\"treeId\":1,\"strictMatch\":true}");
    assertThat(get("/api/tree/branch?treeid=1")).doesNotContain("other");
  }

  @Test
  void formatsAndExpressionsNameBranches() throws IOException {
    post(
        "/api/tree/rule",
        "{\"treeId\":1,\"level\":0,\"order\":0,\"type\":\"TAGK\",\"field\":\"host\","
            + "\"regex\":\"^([a-z]+)(\\\\d+)\",\"regexGroupIdx\":1,"
            + "\"displayFormat\":\"{tag_name} {value} of {ovalue}\"}");
    assertThat(get("/api/tree/branch?treeid=1")).contains("\"displayName\":\"host 01 of web01\"");
  }

  @Test
  void anUnknownBranchAndABadIdAreSaid() throws IOException {
    assertThat(get("/api/tree/branch?branch=0001DEADBEEF")).contains("\"code\":404");
    assertThat(get("/api/tree/branch?branch=1")).contains("\"code\":400");
  }
}
