package tidemark.ingest.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.ingest.Door;
import tidemark.ingest.Exclusions;
import tidemark.ingest.Json;
import tidemark.ingest.TestExchange;
import tidemark.testing.Golden;

/** What a real OpenTSDB 2.4.1 answered to telnet commands and puts; from golden/opentsdb. */
class RecordedPutsTest {
  private final Golden golden = new Golden(RecordedPutsTest.class);

  @Test
  void answersAsRecorded() throws IOException {
    var cases = new Exclusions(golden, "golden/opentsdb-put-excluded.txt");
    for (String line : golden.lines("golden/opentsdb-put-cases.jsonl")) {
      Map<String, Object> recorded = Json.object(line);
      Map<String, Object> request = object(recorded, "request");
      Map<String, Object> response = object(recorded, "response");
      String id = (String) recorded.get("id");
      cases.note(
          id,
          request.get("protocol").equals("telnet")
              ? telnet(request, response)
              : http(request, response));
    }
    System.out.println("# opentsdb puts: " + cases);
    assertThat(cases.failures()).isEmpty();
  }

  private static String telnet(Map<String, Object> request, Map<String, Object> response) {
    var door = new Door();
    String answer = door.say(new Telnet(door.context()), (String) request.get("send"));
    String received = (String) response.get("received");
    return ownVersion(answer).equals(ownVersion(received)) ? "" : "answered " + answer;
  }

  /** The two lines of a version answer name the program; their shape is what counts. */
  private static String ownVersion(String answer) {
    return answer
        .replaceAll("(net.opentsdb.tools) .* (built at revision) .*", "$1 X $2 X")
        .replaceAll("(Built on) .*", "$1 X");
  }

  private static String http(Map<String, Object> request, Map<String, Object> response)
      throws IOException {
    var door = new Door();
    byte[] body =
        request.containsKey("body_hex")
            ? HexFormat.of().parseHex((String) request.get("body_hex"))
            : ((String) request.getOrDefault("body", "")).getBytes(StandardCharsets.UTF_8);
    @SuppressWarnings("unchecked")
    var headers = (Map<String, Object>) request.getOrDefault("headers", Map.of());
    var exchange =
        new TestExchange(
            (String) request.get("method"),
            (String) request.get("path"),
            body,
            (String) headers.get("Content-Encoding"));
    new PutHttp(door.context()).handle(exchange, door);
    boolean alike =
        exchange.status == ((Double) response.get("status")).intValue()
            && alike((String) response.get("body"), exchange.answer);
    return alike ? "" : "answered " + exchange.status + " " + exchange.answer;
  }

  /** Whether answers are equal but for the parser's own words and the order of fields. */
  private static boolean alike(String recorded, String answer) {
    if (recorded.isEmpty() || answer.isEmpty()) {
      return recorded.equals(answer);
    }
    return withoutParserWords(recorded).equals(withoutParserWords(answer));
  }

  private static Map<String, Object> withoutParserWords(String json) {
    Map<String, Object> answer = Json.object(json);
    if (answer.containsKey("error")) {
      Map<String, Object> error = object(answer, "error");
      if ("Unable to parse the given JSON".equals(error.get("message"))) {
        error.remove("details");
      }
    }
    return answer;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> in, String name) {
    return (Map<String, Object>) in.get(name);
  }
}
