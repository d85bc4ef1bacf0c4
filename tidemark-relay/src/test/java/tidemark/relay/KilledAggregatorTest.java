package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.Seeded;

/**
 * An aggregator that is killed with points in open buckets goes on with them: each result is what
 * all points give, those before the kill and those after it.
 */
@ExtendWith(Seeded.class)
class KilledAggregatorTest {
  private static final int ROUNDS = 4;
  private static final int POINTS = 3000;
  private static final int NAMES = 20;

  private final FreePorts ports = new FreePorts();
  private final TreeMap<String, Long> sums = new TreeMap<>();
  private final TreeMap<String, Long> counts = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void everyPointIsCountedOnce(Random random) throws Exception {
    int port = ports.one();
    Sink sink = new Sink("plain", ports.one(), folder);
    sink.start();
    String rules =
        """
        listen type linemode 127.0.0.1:%d proto tcp ;
        cluster sink forward 127.0.0.1:%d ;
        aggregate ^in\\.(.*)$ every 2 seconds expire after 10 seconds
          timestamp at start of bucket
          compute sum write to sum.\\1
          compute count write to count.\\1
          send to sink stop;
        match * send to sink;
        """;
    try (RelayProcess relay =
        new RelayProcess(folder, "relay", String.format(rules, port, sink.port()))) {
      for (int round = 0; round < ROUNDS; round++) {
        relay.start();
        send(port, random, round);
        await(sink, "seen." + round + " ");
        if (round < ROUNDS - 1) {
          relay.kill();
        }
      }
      for (String key : sums.keySet()) {
        await(sink, line("sum", key, sums.get(key) + ".000000"));
        await(sink, line("count", key, counts.get(key).toString()));
      }
    }
    sink.close();
    TreeSet<String> expected = new TreeSet<>();
    sums.forEach((key, sum) -> expected.add(line("sum", key, sum + ".000000")));
    counts.forEach((key, count) -> expected.add(line("count", key, count.toString())));
    for (int round = 0; round < ROUNDS; round++) {
      expected.add("seen." + round + " 1 1");
    }
    // A set: what a plain peer was sent just before a kill it is sent again.
    assertThat(new TreeSet<>(sink.text().lines().toList())).isEqualTo(expected);
  }

  /** Points of now, and behind them a line that is sent on: once it is there, they were taken. */
  private void send(int port, Random random, int round) throws Exception {
    StringBuilder text = new StringBuilder();
    long now = System.currentTimeMillis() / 1000;
    for (int i = 0; i < POINTS; i++) {
      String name = "n" + random.nextInt(NAMES);
      long time = now - random.nextInt(2);
      int value = random.nextInt(1000);
      text.append("in.").append(name).append(' ').append(value).append(' ').append(time);
      text.append('\n');
      String key = name + "@" + time / 2 * 2;
      sums.merge(key, (long) value, Long::sum);
      counts.merge(key, 1L, Long::sum);
    }
    text.append("seen.").append(round).append(" 1 1\n");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static String line(String function, String key, String value) {
    String[] parts = key.split("@");
    return function + "." + parts[0] + " " + value + " " + parts[1];
  }

  private static void await(Sink sink, String text) throws Exception {
    long deadline = System.currentTimeMillis() + 60_000;
    while (!sink.text().contains(text) && System.currentTimeMillis() < deadline) {
      Thread.sleep(20);
    }
    assertThat(sink.text()).contains(text);
  }
}
