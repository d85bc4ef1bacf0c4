package tidemark.ingest.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.ingest.Door;
import tidemark.ingest.Exclusions;
import tidemark.ingest.Json;
import tidemark.testing.Golden;

/** What carbon's own classes made of lines, datagrams, pickles and tags; from golden/graphite. */
class RecordedCarbonTest {
  private final Golden golden = new Golden(RecordedCarbonTest.class);

  @Test
  void takesWhatCarbonTakes() {
    var cases = new Exclusions(golden, "golden/carbon-excluded.txt");
    for (String line : golden.lines("golden/carbon-cases.jsonl")) {
      Map<String, Object> recorded = Json.object(line);
      var door = new Door();
      List<String> expected;
      switch ((String) recorded.get("kind")) {
        case "line" -> {
          door.say(new GraphiteLines(door.context()), withLf(bytes(recorded, "input_b64")));
          expected = accepted(recorded);
        }
        case "udp" -> {
          door.send(new GraphiteDatagrams(door.context()), bytes(recorded, "input_b64"));
          expected = accepted(recorded);
        }
        case "pickle", "pickle-raw" -> {
          door.say(new GraphitePickle(door.context()), bytes(recorded, "frame_b64"));
          expected = accepted(recorded);
        }
        default -> {
          door.points.add(GraphiteSyntax.INSTANCE.parse((String) recorded.get("input")).toString());
          expected = List.of((String) recorded.get("path"));
        }
      }
      cases.note(
          (String) recorded.get("id"),
          door.points.equals(expected) ? "" : "took " + door.points + ", not " + expected);
    }
    System.out.println("# carbon: " + cases);
    assertThat(cases.failures()).isEmpty();
  }

  /** The recorded points as a Door writes them: normalised, whole seconds. */
  private static List<String> accepted(Map<String, Object> recorded) {
    List<String> points = new ArrayList<>();
    List<?> stored = (List<?>) recorded.get("stored_as");
    for (Object accepted : (List<?>) recorded.get("accepted")) {
      List<?> point = (List<?>) accepted;
      Object as = stored == null ? null : stored.get(points.size());
      // Where carbon could not read the tags it stores the name as sent.
      String name =
          as instanceof String text
              ? text
              : as instanceof Map<?, ?> failed
                  ? (String) failed.get("unparsed")
                  : GraphiteSyntax.INSTANCE.parse((String) point.get(0)).toString();
      String time = (String) point.get(1);
      long seconds = time.equals("<now>") ? Door.NOW_SECONDS : (long) Double.parseDouble(time);
      String value = (String) point.get(2);
      double number =
          switch (value) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
          };
      points.add(name + " " + 1000 * seconds + " " + number);
    }
    return points;
  }

  private static byte[] bytes(Map<String, Object> recorded, String name) {
    return Base64.getDecoder().decode((String) recorded.get(name));
  }

  private static byte[] withLf(byte[] line) {
    return (new String(line, StandardCharsets.ISO_8859_1) + "\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
