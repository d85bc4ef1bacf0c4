package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's carbon-c-relay and ours in two tiers, one in front of the other both ways: every sink
 * gets the lines that it gets when both tiers are ours.
 */
class MixedRelaysTest {
  private static final int LINES = 20_000;

  private final FreePorts ports = new FreePorts();

  @TempDir Path folder;

  /** One tier's relays, of either kind. */
  private interface Tier {
    void start(String name, String configuration) throws Exception;
  }

  private final List<RunningRelay> ours = new ArrayList<>();
  private final List<Process> theirs = new ArrayList<>();

  private void startOurs(String name, String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".conf"), configuration);
    ours.add(RunningRelay.start(List.of("-f", file.toString(), "-s", "--dialect", "3.7.3"), ""));
  }

  private void startTheirs(String name, String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".conf"), configuration);
    Path log = folder.resolve(name + ".log");
    theirs.add(
        new ProcessBuilder(installed(), "-f", file.toString(), "-s", "-w", "1")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start());
    for (int i = 0; i < 1000 && !Files.readString(log).contains("listening"); i++) {
      Thread.sleep(10);
    }
  }

  /** Debian's package, which is fetched where it is missing. */
  private static String installed() throws IOException, InterruptedException {
    Path program = Path.of("/usr/bin/carbon-c-relay");
    if (!Files.isExecutable(program)) {
      Process fetching =
          new ProcessBuilder("apt-get", "install", "-y", "carbon-c-relay").inheritIO().start();
      assertThat(fetching.waitFor()).as("apt-get install carbon-c-relay").isZero();
    }
    return program.toString();
  }

  private static String listen(int port) {
    return "listen type linemode 127.0.0.1:" + port + " proto tcp ;\n";
  }

  /** Sends lines through two tiers; gives what each of the three sinks got. */
  private List<TreeSet<String>> through(String run, Tier front, Tier back) throws Exception {
    List<Sink> sinks = new ArrayList<>();
    StringBuilder toSinks = new StringBuilder("cluster s carbon_ch replication 2");
    for (int i = 0; i < 3; i++) {
      sinks.add(new Sink("plain", ports.one(), folder));
      sinks.getLast().start();
      toSinks.append(' ').append(sinks.getLast().address()).append('=').append((char) ('a' + i));
    }
    StringBuilder toBack = new StringBuilder("cluster b jump_fnv1a_ch");
    for (int i = 0; i < 2; i++) {
      int port = ports.one();
      toBack.append(" 127.0.0.1:").append(port).append('=').append(i);
      back.start(
          run + "-back" + i,
          listen(port)
              + toSinks
              + " ;\nrewrite ^old\\.([a-z]+) into new.\\_1 ;\nmatch ^drop send to blackhole stop;\n"
              + "match * send to s;\n");
    }
    int door = ports.one();
    front.start(run + "-front", listen(door) + toBack + " ;\nmatch * send to b;\n");
    try (Socket socket = new Socket("127.0.0.1", door)) {
      socket.getOutputStream().write(lines().getBytes(StandardCharsets.ISO_8859_1));
    }
    await(sinks);
    stop();
    List<TreeSet<String>> got = new ArrayList<>();
    for (Sink sink : sinks) {
      sink.close();
      TreeSet<String> set = new TreeSet<>(sink.text().lines().toList());
      assertThat(set).as(run + ": no line twice").hasSize((int) sink.lines());
      got.add(set);
    }
    return got;
  }

  private static String lines() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      String name = i % 4 == 0 ? "old.part" : i % 4 == 1 ? "drop.it" : "some..odd.näme";
      text.append(name).append(".n").append(i).append("  ").append(i).append(" 1700000000\n");
    }
    return text.toString();
  }

  private static void await(List<Sink> sinks) throws Exception {
    long deadline = System.currentTimeMillis() + 60_000;
    long expected = 2L * LINES * 3 / 4;
    long lines = 0;
    while (lines < expected && System.currentTimeMillis() < deadline) {
      Thread.sleep(50);
      lines = 0;
      for (Sink sink : sinks) {
        lines += sink.lines();
      }
    }
  }

  private void stop() throws InterruptedException {
    for (RunningRelay relay : ours) {
      relay.stop();
    }
    for (Process relay : theirs) {
      relay.destroy();
      if (!relay.waitFor(20, TimeUnit.SECONDS)) {
        relay.destroyForcibly();
      }
    }
    ours.clear();
    theirs.clear();
  }

  @Test
  void everySinkGetsTheSameWhoeverStandsInFront() throws Exception {
    // The ring has the sinks' instances, not their ports: their shares are the same in each run.
    List<TreeSet<String>> all = through("ours", this::startOurs, this::startOurs);
    assertThat(all.stream().mapToInt(TreeSet::size).sum()).isEqualTo(2 * LINES * 3 / 4);
    assertThat(through("theirs-in-front", this::startTheirs, this::startOurs)).isEqualTo(all);
    assertThat(through("ours-in-front", this::startOurs, this::startTheirs)).isEqualTo(all);
  }
}
