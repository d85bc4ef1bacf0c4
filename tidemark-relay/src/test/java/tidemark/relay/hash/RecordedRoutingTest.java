package tidemark.relay.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Names go where carbon-c-relay 3.9 was recorded to send them; see the README beside the vectors.
 */
class RecordedRoutingTest {
  @Test
  void everyRecordedNameGoesToTheRecordedPlaceAndMembers() throws IOException {
    List<String> wrong = new ArrayList<>();
    int vectors = 0;
    for (String line : lines()) {
      vectors++;
      String[] field = line.split("\t", -1);
      String ours = route(field[1], field[2], field[5]);
      if (!ours.equals(field[3] + " " + field[4])) {
        wrong.add(line + " but we say " + ours);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(vectors).isEqualTo(1400);
  }

  private static List<String> lines() throws IOException {
    try (var in = RecordedRoutingTest.class.getResourceAsStream("routing.tsv.gz");
        var reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Objects.requireNonNull(in)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** Place and destinations, as a recorded line has them. */
  private static String route(String type, String hosts, String name) {
    List<Member> members =
        Arrays.stream(hosts.split(" ")).map(RecordedRoutingTest::member).toList();
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    List<String> words = List.of(type.split(" "));
    int replication = words.indexOf("replication");
    int replicas = replication < 0 ? 1 : Integer.parseInt(words.get(replication + 1));
    return switch (words.getFirst()) {
      case "failover" -> "- " + members.getFirst().address();
      case "any_of" ->
          "- " + members.get(Fnv1a.anyOf(key, 0, key.length, members.size())).address();
      case "carbon_ch" -> show(new HashRing(RingType.CARBON_CH, members), members, key, replicas);
      case "fnv1a_ch" -> show(new HashRing(RingType.FNV1A_CH, members), members, key, replicas);
      default -> show(new JumpHash(members), members, key, replicas);
    };
  }

  private static String show(KeyHash hash, List<Member> members, byte[] key, int replicas) {
    return hash.position(key, 0, key.length)
        + " "
        + IntStream.of(hash.choose(key, 0, key.length, replicas))
            .mapToObj(i -> members.get(i).address())
            .collect(Collectors.joining(" "));
  }

  private static Member member(String written) {
    int equals = written.indexOf('=');
    String address = equals < 0 ? written : written.substring(0, equals);
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replace("[", "").replace("]", "");
    int port = Integer.parseInt(address.substring(colon + 1));
    return new Member(host, port, equals < 0 ? null : written.substring(equals + 1));
  }
}
