package tidemark.server.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.ConfigNode;
import tidemark.model.Selector;
import tidemark.storage.memory.MemoryStorage;
import tidemark.storage.records.RecordJournal;

/** Histograms from both doors, and what queries make of them. */
class HistogramsTest {
  private static final OpenTsdbSettings SETTINGS = OpenTsdbSettings.of(ConfigNode.EMPTY);
  private static final String LINES =
      """
      histogram lat 1699999200 u=1:o=0:0,10=3:10,20=1 host=a dc=x
      histogram lat 1699999210 0,10=1:10,20=5 host=a dc=x
      histogram lat 1699999200 0,10=0:10,20=9 host=b dc=x
      """;

  @TempDir Path directory;

  private static TestServer over(MemoryStorage points, UidTable uids, RecordJournal records)
      throws IOException {
    return new TestServer(SETTINGS, points, points.table(), uids, records);
  }

  private static String query(TestServer server, String m) throws IOException {
    return RawHttp.send(
            server.port(),
            "GET",
            "/api/query?start=1699999200&end=1699999260&m=" + m,
            Map.of(),
            new byte[0])
        .text();
  }

  @Test
  void percentilesAreOfTheGroupsSum() throws IOException {
    try (var server = new TestServer(SETTINGS)) {
      assertThat(server.telnet(LINES)).isEmpty();
      assertThat(query(server, "sum:percentiles[50,90]:lat%7Bhost=*%7D"))
          .isEqualTo(
              "[{\"metric\":\"lat_pct_50.0\",\"tags\":{\"host\":\"a\",\"dc\":\"x\"},"
                  + "\"aggregateTags\":[],\"dps\":{\"1699999200\":5.0,\"1699999210\":15.0}},"
                  + "{\"metric\":\"lat_pct_90.0\",\"tags\":{\"host\":\"a\",\"dc\":\"x\"},"
                  + "\"aggregateTags\":[],\"dps\":{\"1699999200\":15.0,\"1699999210\":15.0}},"
                  + "{\"metric\":\"lat_pct_50.0\",\"tags\":{\"host\":\"b\",\"dc\":\"x\"},"
                  + "\"aggregateTags\":[],\"dps\":{\"1699999200\":15.0}},"
                  + "{\"metric\":\"lat_pct_90.0\",\"tags\":{\"host\":\"b\",\"dc\":\"x\"},"
                  + "\"aggregateTags\":[],\"dps\":{\"1699999200\":15.0}}]");
      assertThat(query(server, "sum:percentiles[50]:lat"))
          .contains("\"aggregateTags\":[\"host\"]", "{\"1699999200\":15.0,\"1699999210\":15.0}");
      assertThat(query(server, "sum:1m-sum:percentiles[50]:lat%7Bhost=a%7D"))
          .contains("\"dps\":{\"1699999200\":15.0}");
    }
  }

  @Test
  void countsOfRangesAreSeriesOfIntegers() throws IOException {
    try (var server = new TestServer(SETTINGS)) {
      server.telnet(LINES);
      assertThat(query(server, "sum:show-histogram-buckets:lat%7Bhost=a%7D"))
          .contains(
              "lat_UNDERFLOW\"",
              "{\"1699999200\":1,\"1699999210\":0}",
              "lat_0.0_10.0\"",
              "{\"1699999200\":3,\"1699999210\":1}",
              "lat_10.0_20.0\"",
              "lat_OVERFLOW\"");
    }
  }

  @Test
  void eachBadOneIsSaidAndTheGoodOnesAreKept() throws IOException {
    try (var server = new TestServer(SETTINGS)) {
      String body =
          "[{\"metric\":\"lat\",\"timestamp\":1699999200,\"tags\":{\"host\":\"a\"},"
              + "\"buckets\":{\"0,10\":4}},"
              + "{\"metric\":\"lat\",\"timestamp\":1699999200,\"tags\":{\"host\":\"a\"}},"
              + "{\"metric\":\"l:t\",\"timestamp\":1,\"tags\":{\"host\":\"a\"},\"buckets\":{\"0,1\":1}},"
              + "null]";
      RawHttp.Reply reply =
          RawHttp.send(
              server.port(), "POST", "/api/histogram?details", Map.of(), body.getBytes(UTF_8));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text())
          .startsWith("{\"success\":1,\"failed\":3,")
          .contains(
              "Histogram buckets cannot be null or empty if 'value' is empty.",
              "illegal character: :",
              "Unexpected null datapoint encountered in set.");
      assertThat(query(server, "sum:percentiles[50]:lat")).contains("{\"1699999200\":5.0}");
    }
  }

  @Test
  void theyAreThereAfterARestart() throws IOException {
    try (var uids = UidTable.open(directory.resolve("uids.log"));
        var records = RecordJournal.open(directory, damage -> {});
        var server = over(MemoryStorage.create(), uids, records)) {
      server.telnet(LINES);
    }
    try (var uids = UidTable.open(directory.resolve("uids.log"));
        var records = RecordJournal.open(directory, damage -> {});
        var server = over(MemoryStorage.create(), uids, records)) {
      assertThat(new Histograms(records, uids).series(new Selector.All())).hasSize(2);
      assertThat(query(server, "sum:percentiles[50]:lat")).contains("{\"1699999200\":15.0");
      assertThat(List.of(server.telnet("histogram lat 1 0 AAA= host=a\n")))
          .containsExactly(
              "histogram: illegal argument: Byte array shorter than 6 bytes detected: [0, 0]\n");
    }
  }
}
