package tidemark.server.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.config.ConfigNode;

/** What checks and scripts read at /q. */
class GraphEndpointTest {
  @Test
  void asciiIsALineForEachPointOfTheHoursAroundTheRange() throws IOException {
    try (var server = new TestServer(OpenTsdbSettings.of(ConfigNode.EMPTY))) {
      server.telnet(
          """
          put m 1699999200 1 host=a dc=x
          put m 1699999260 2.5 host=a dc=x
          put m 1700002799 3 host=a dc=x
          put m 1700002800 4 host=a dc=x
          """);
      assertThat(get(server, "/q?start=1699999210&end=1699999300&m=sum:m%7Bhost=a%7D&ascii"))
          .isEqualTo(
              """
              m 1699999200 1.0 dc=x host=a
              m 1699999260 2.5 dc=x host=a
              m 1700002799 3 dc=x host=a
              """);
      assertThat(get(server, "/q?start=1h-ago&m=sum:m&json")).contains("\"err\":");
      assertThat(get(server, "/q?start=1h-ago&m=sum:nosuch&ascii")).contains("No such name");
    }
  }

  private static String get(TestServer server, String path) throws IOException {
    return RawHttp.send(server.port(), "GET", path, Map.of(), new byte[0]).text();
  }
}
