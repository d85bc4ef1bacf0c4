package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.server.ClientReplay.Framing;
import tidemark.testing.Golden;
import tidemark.testing.Seeded;

/**
 * The clients people have, from their recorded bytes: collectd, netdata, Icinga 2, Dropwizard,
 * Micrometer, opentsdb-py and others play to a server of their own each, in the pieces in which
 * they sent and in awkward ones, and then exactly the points of golden/clients/points.tsv are
 * there, over both HTTP APIs, and the answers are those that the client can live with
 * (contracts/clients.md).
 */
@ExtendWith(Seeded.class)
class ClientCapturesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_795_423_000));
  private static final long FROM = 1_795_421_000;
  private static final long UNTIL = 1_795_422_900;
  private static final Pattern REFUSED =
      Pattern.compile("tidemark_ingest_refused_total\\{(.*)} ([1-9]\\d*)");

  private static final String LINES = "graphite-line tcp";
  private static final String DATAGRAMS = "graphite-line udp";
  private static final String PICKLES = "graphite-pickle tcp";
  private static final String OPENTSDB = "opentsdb tcp";

  /** A capture, where it goes, and what its requests are answered, in order, as patterns. */
  private record Client(String capture, String listener, String... replies) {}

  private static final String NO_CONTENT = "204";
  private static final String VERSION = "200 \\{.*\"version\":.*}";
  private static final String ONE = "200 \\{\"success\":1,\"failed\":0,\"errors\":\\[]}";
  private static final String FOUR = ONE.replace('1', '4');

  /** OpenTSDB refuses the point of a tag {@code uri=/a b} and takes the others of its request. */
  private static final String ONE_BAD =
      "400 \\{\"error\":\\{\"code\":400,\"message\":\"One or more data points had errors\".*";

  private static final List<Client> CLIENTS =
      List.of(
          new Client("carbon-c-relay", LINES),
          new Client("collectd-write_graphite", LINES),
          new Client("collectd-write_graphite-udp", DATAGRAMS),
          new Client("collectd-write_graphite-usetags", LINES),
          new Client("collectd-write_tsdb", OPENTSDB),
          new Client("dropwizard-graphite-pickle", PICKLES),
          new Client("dropwizard-graphite-tcp", LINES),
          new Client("dropwizard-graphite-udp", DATAGRAMS),
          new Client("icinga2-GraphiteWriter", LINES),
          new Client("icinga2-OpenTsdbWriter", OPENTSDB),
          new Client("micrometer-graphite-pickled-default", PICKLES),
          new Client("micrometer-graphite-plaintext", LINES),
          new Client("micrometer-opentsdb", OPENTSDB, ONE_BAD, ONE_BAD, ONE_BAD, ONE_BAD, ONE_BAD),
          new Client("netdata-graphite", LINES),
          new Client(
              "netdata-opentsdb-http",
              OPENTSDB,
              "400 .*\"No datapoints found in content\".*", // its first array is empty
              NO_CONTENT,
              NO_CONTENT,
              NO_CONTENT,
              NO_CONTENT),
          new Client("netdata-opentsdb-telnet", OPENTSDB),
          new Client("npm-graphite", LINES),
          new Client("npm-graphite-udp", DATAGRAMS),
          new Client(
              "npm-opentsdb",
              OPENTSDB,
              "400 .*No such name for 'metrics'.*",
              "200 \\[]",
              "200 \\[.*\"p95\".*]",
              VERSION,
              "200 \\{.*}",
              "200 \\{.*\"status\":\"200\".*}"),
          // A 204 to ?details would make it send the same batch for ever, as the recording shows.
          new Client("opentsdb-py-http-204", OPENTSDB, ONE, VERSION, ONE, ONE, ONE, ONE, ONE),
          new Client("opentsdb-py-http-gzip", OPENTSDB, ONE, FOUR, VERSION),
          new Client("opentsdb-py-http-plain", OPENTSDB, VERSION, ONE, FOUR),
          new Client("opentsdb-py-telnet", OPENTSDB),
          new Client("prometheus-simpleclient_graphite_bridge", LINES),
          new Client("statsd-graphite-backend", LINES));

  /**
   * Protocols that are not spoken yet: what comes is refused and counted, and nothing is stored.
   */
  private static final List<Client> STRANGERS =
      List.of(
          new Client("collectd-network", DATAGRAMS),
          new Client("micrometer-statsd-etsy", DATAGRAMS),
          new Client("npm-hot-shots", DATAGRAMS),
          new Client("prometheus-remote_write", OPENTSDB, "400 .*"),
          new Client("python3-statsd", DATAGRAMS));

  private final Golden golden = new Golden(ClientCapturesTest.class);
  private final Map<String, SortedMap<String, SortedMap<Long, Double>>> expected = expected();

  @TempDir Path directory;

  @Test
  void storesWhatClientsSentInThePiecesInWhichTheySent(Random random) throws Exception {
    playAll(Framing.AS_CAPTURED, Integer.MAX_VALUE, random);
  }

  @Test
  void storesWhatClientsSentWhenEachByteComesAlone(Random random) throws Exception {
    playAll(Framing.BYTE_BY_BYTE, 5 << 10, random);
  }

  @Test
  void storesWhatClientsSentWhenItIsCutAtRandom(Random random) throws Exception {
    playAll(Framing.AT_RANDOM, Integer.MAX_VALUE, random);
  }

  @Test
  void refusesAndCountsWhatIsNotSpokenYet(Random random) throws Exception {
    for (Client client : STRANGERS) {
      try (var server = server(client.capture)) {
        replay(server, client, Framing.AS_CAPTURED, random);
        if (client.listener.equals(DATAGRAMS)) {
          await(() -> refused(server).isEmpty() ? "nothing refused" : "");
        }
        assertThat(new StoredPoints(server, FROM, UNTIL).all()).as(client.capture).isEmpty();
      }
    }
  }

  @Test
  void everyCaptureIsPlayed() {
    Set<String> played = new TreeSet<>();
    CLIENTS.forEach(client -> played.add(client.capture));
    assertThat(expected.keySet()).isSubsetOf(played);
    STRANGERS.forEach(client -> played.add(client.capture));
    assertThat(played).isEqualTo(new TreeSet<>(golden.lines("golden/clients/names.txt")));
  }

  private void playAll(Framing framing, int longest, Random random) throws Exception {
    int played = 0;
    List<String> failures = new ArrayList<>();
    for (Client client : CLIENTS) {
      ClientCapture capture = ClientCapture.read(golden, client.capture);
      boolean cuts = framing == Framing.AS_CAPTURED || !client.listener.equals(DATAGRAMS);
      if (cuts && capture.size() <= longest) {
        played++;
        String difference = play(client, framing, random);
        if (!difference.isEmpty()) {
          failures.add(client.capture + ": " + difference);
        }
      }
    }
    System.out.printf(
        "# clients, %s: %d of %d captures become their points; %d of %d captures are of protocols spoken%n",
        framing,
        played - failures.size(),
        played,
        CLIENTS.size(),
        CLIENTS.size() + STRANGERS.size());
    assertThat(failures).isEmpty();
  }

  /** Plays to a new server; what is different from the table, or nothing. */
  private String play(Client client, Framing framing, Random random) throws Exception {
    try (var server = server(client.capture + framing)) {
      replay(server, client, framing, random);
      return await(() -> difference(server, client));
    }
  }

  private InProcess server(String name) {
    return InProcess.start(directory.resolve(name), CLOCK, "storage.engine", "memory");
  }

  private void replay(InProcess server, Client client, Framing framing, Random random)
      throws IOException {
    ClientCapture capture = ClientCapture.read(golden, client.capture);
    if (STRANGERS.contains(client)) {
      capture = capture.firstRequest(); // whoever is refused may find the connection closed
    }
    try (var replay = new ClientReplay(server.port(client.listener), framing, random)) {
      List<String> replies = replay.play(capture);
      assertThat(replies).as(client.capture).hasSize(client.replies.length);
      for (int i = 0; i < replies.size(); i++) {
        assertThat(replies.get(i)).as(client.capture + " reply " + i).matches(client.replies[i]);
      }
    }
  }

  private String difference(InProcess server, Client client) throws Exception {
    SortedMap<String, SortedMap<Long, Double>> points =
        new TreeMap<>(expected.getOrDefault(client.capture, new TreeMap<>()));
    points.keySet().removeIf(series -> series.startsWith("!"));
    var stored = new StoredPoints(server, FROM, UNTIL);
    SortedMap<String, SortedMap<Long, Double>> all = stored.all();
    if (!all.equals(points)) {
      return "stored " + all + "\nnot " + points;
    }
    Map<String, Long> refused = refused(server);
    refused.remove("cut_off"); // what the capturer's own limit cut off
    if (!refused.equals(expectedRefusals(client.capture))) {
      return "refused " + refused + ", not " + expectedRefusals(client.capture);
    }
    var paths = new TreeSet<>(points.keySet());
    paths.removeIf(series -> series.contains(";"));
    if (!stored.paths().equals(paths)) {
      return "paths " + stored.paths() + ", not " + paths;
    }
    for (var series : points.entrySet()) {
      String rendered = rendered(stored.rendered(series.getKey()), series.getValue());
      if (!rendered.isEmpty()) {
        return series.getKey() + ": " + rendered;
      }
    }
    return "";
  }

  /** Whether the slots of /render have the last point of each slot and no other. */
  private static String rendered(SortedMap<Long, Double> slots, SortedMap<Long, Double> points) {
    if (slots.isEmpty()) {
      return "not rendered";
    }
    long step = slots.remove(-1L).longValue();
    SortedMap<Long, Double> wanted = new TreeMap<>();
    points.forEach((time, value) -> wanted.put(time - Math.floorMod(time, step), value));
    return slots.equals(wanted) ? "" : "rendered " + slots + " at step " + step + ", not " + wanted;
  }

  private Map<String, Long> expectedRefusals(String capture) {
    Map<String, Long> counts = new TreeMap<>();
    expected
        .getOrDefault(capture, new TreeMap<>())
        .forEach((series, points) -> {
          if (series.startsWith("!")) {
            counts.put(series.substring(1), points.get(0L).longValue());
          }
        });
    return counts;
  }

  /** What the server counts as refused, by cause, from /metrics. */
  private static Map<String, Long> refused(InProcess server) throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    Matcher line = REFUSED.matcher(server.ask("http", "/metrics").body());
    while (line.find()) {
      counts.put(
          line.group(1).replaceAll(".*cause=\"(\\w+)\".*", "$1"), Long.parseLong(line.group(2)));
    }
    return counts;
  }

  private interface Question {
    String ask() throws Exception;
  }

  /** Asks until nothing is different: datagrams are taken when their thread gets to it. */
  private static String await(Question question) throws Exception {
    long deadline = System.nanoTime() + 5_000_000_000L;
    String difference = question.ask();
    while (!difference.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
      difference = question.ask();
    }
    return difference;
  }

  private Map<String, SortedMap<String, SortedMap<Long, Double>>> expected() {
    Map<String, SortedMap<String, SortedMap<Long, Double>>> all = new TreeMap<>();
    for (String line : golden.lines("golden/clients/points.tsv")) {
      if (!line.startsWith("#")) {
        String[] columns = line.split("\t", -1);
        SortedMap<Long, Double> points = new TreeMap<>();
        for (String point : columns[2].split(" ", -1)) {
          int equals = point.indexOf('=');
          points.put(
              Long.parseLong(point.substring(0, equals)),
              Double.parseDouble(point.substring(equals + 1)));
        }
        all.computeIfAbsent(columns[0], name -> new TreeMap<>()).put(columns[1], points);
      }
    }
    return all;
  }
}
