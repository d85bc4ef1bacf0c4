package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.query.opentsdb.JsonIn;
import tidemark.testing.Golden;

/**
 * Plays the recordings of a real carbonapi (golden/graphite/carbonapi-cases.jsonl): the functions
 * that it adds to graphite-web's. Where the two differ graphite-web wins; those cases stand in
 * carbonapi-excluded.txt, one id and reason per line, and one that passes there fails this test.
 */
class CarbonapiGoldenTest {
  private final Golden golden = new Golden(CarbonapiGoldenTest.class);

  @Test
  void answersAsRecorded() throws IOException, InterruptedException {
    Map<String, String> excluded = new LinkedHashMap<>();
    for (String line : golden.lines("golden/graphite/carbonapi-excluded.txt")) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("\t", 2);
        excluded.put(parts[0], parts[1]);
      }
    }
    List<String> wrong = new ArrayList<>();
    List<String> passing = new ArrayList<>();
    int total = 0;
    try (var world = new RecordedWorld(golden)) {
      for (String line : golden.lines("golden/graphite/carbonapi-cases.jsonl")) {
        var recorded = new Recorded(JsonIn.readObject(line.getBytes(UTF_8)));
        HttpResponse<byte[]> answer = world.send(recorded.request());
        boolean alike = recorded.matches(answer);
        total++;
        if (alike && excluded.containsKey(recorded.id())) {
          passing.add(recorded.id());
        }
        if (!alike && !excluded.containsKey(recorded.id())) {
          wrong.add(
              recorded.id()
                  + " "
                  + recorded.request().get("params")
                  + "\n  want "
                  + recorded.text("body")
                  + "\n  got  "
                  + answer.statusCode()
                  + " "
                  + new String(answer.body(), UTF_8));
        }
      }
    }
    long ruled = excluded.values().stream().filter(r -> r.startsWith("graphite-web wins")).count();
    System.out.printf(
        "# carbonapi recordings: %d of %d pass, graphite-web wins %d, %d others excluded%n",
        total - excluded.size(), total, ruled, excluded.size() - ruled);
    assertThat(wrong).isEmpty();
    assertThat(passing).as("excluded, but they pass").isEmpty();
  }
}
