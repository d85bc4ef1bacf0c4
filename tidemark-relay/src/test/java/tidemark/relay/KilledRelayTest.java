package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.Seeded;

/**
 * Lines in frames through relays that are killed again and again: each arrives where the rules send
 * it, none is lost and none comes twice.
 */
@ExtendWith(Seeded.class)
class KilledRelayTest {
  private static final int ROUNDS = 8;
  private static final int LINES = 15_000;

  private final FreePorts ports = new FreePorts();

  @TempDir Path folder;

  @Test
  void noLineIsLostAndNoneComesTwice(Random random) throws Exception {
    int door = ports.one();
    int[] middle = {ports.one(), ports.one()};
    List<FrameSink> sinks = new ArrayList<>();
    StringBuilder cluster = new StringBuilder("cluster s jump_fnv1a_ch replication 2");
    for (int i = 0; i < 3; i++) {
      FrameSink sink = new FrameSink(ports.one());
      sinks.add(sink);
      cluster.append(" 127.0.0.1:" + sink.port() + "=" + i + " type frames");
    }
    String rules = " proto tcp ;\n" + cluster + " ; match * send to s;\n";
    List<RelayProcess> relays = new ArrayList<>();
    for (int port : middle) {
      relays.add(
          new RelayProcess(
              folder, "middle" + port, "listen type linemode 127.0.0.1:" + port + rules));
      relays.getLast().start();
    }
    Path front = folder.resolve("front.conf");
    Files.writeString(
        front,
        String.format(
            "listen type linemode 127.0.0.1:%d proto tcp ;%n"
                + "cluster m any_of 127.0.0.1:%d type frames 127.0.0.1:%d type frames ;%n"
                + "match * send to m;%n",
            door, middle[0], middle[1]));
    RunningRelay feeder =
        RunningRelay.start(
            List.of("-f", front.toString(), "-s", "--spool", folder.resolve("front").toString()),
            "");
    for (int round = 0; round < ROUNDS; round++) {
      send(door, round);
      Thread.sleep(random.nextInt(150));
      RelayProcess victim = relays.get(random.nextInt(2));
      victim.kill();
      victim.start();
    }
    await(sinks);
    assertThat(feeder.stop()).isZero();
    relays.forEach(RelayProcess::close);
    List<String> all = new ArrayList<>();
    for (FrameSink sink : sinks) {
      sink.close();
      // The hash cluster sends a name to two different members.
      assertThat(new TreeSet<>(sink.lines())).as("no line twice").hasSize(sink.size());
      all.addAll(sink.lines());
    }
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < ROUNDS * LINES; i++) {
      expected.add(line(i));
    }
    assertThat(new TreeSet<>(all)).isEqualTo(expected);
    assertThat(all).hasSize(2 * ROUNDS * LINES);
  }

  private static String line(int i) {
    return "some.name." + i + " " + i + " 1700000000";
  }

  private static void send(int port, int round) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = round * LINES; i < (round + 1) * LINES; i++) {
      text.append(line(i)).append('\n');
    }
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void await(List<FrameSink> sinks) throws InterruptedException {
    long deadline = System.currentTimeMillis() + 60_000;
    while (sinks.stream().mapToInt(FrameSink::size).sum() < 2 * ROUNDS * LINES
        && System.currentTimeMillis() < deadline) {
      Thread.sleep(20);
    }
  }
}
