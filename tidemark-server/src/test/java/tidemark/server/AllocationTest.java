package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.ConfigNode;
import tidemark.server.config.Settings;

/**
 * Series are resolved once and points are primitives after that: over a second pass of the same
 * series the connection threads of a running server allocate less than a byte per point.
 */
class AllocationTest {
  private static final int SERIES = 1000;
  private static final int TIMES = 600;

  /** Sent with one write, about 1 MiB, as dev/load does. */
  private static final int TIMES_A_WRITE = 20;

  /** Bytes a point. The head's lists of row times double now and then, until the first sealing. */
  private static final double MOST = 1;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path directory;

  @Test
  void aSecondPassOverPlaintextAndTelnetAllocatesNothingPerLine() throws Exception {
    Map<String, ConfigNode.Value> values = new LinkedHashMap<>();
    values.put("data", new ConfigNode.Value(directory.resolve("data").toString(), "test"));
    for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
      values.put("listen." + door, new ConfigNode.Value("127.0.0.1:0", "test"));
    }
    try (Tidemark server =
        Tidemark.start(Settings.of(ConfigNode.of(values)), InstantSource.system())) {
      pass(port(server, "graphite-line"), "graphite-line", AllocationTest::plaintext);
      pass(port(server, "opentsdb"), "telnet", AllocationTest::telnet);
    }
  }

  private interface Line {
    void append(StringBuilder text, int series, int time, int value);
  }

  private void pass(int port, String thread, Line line) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      for (int time = 0; time < TIMES; time += TIMES_A_WRITE) {
        send(socket, line, time);
      }
      Thread.sleep(500);
      long before = allocated(thread);
      for (int time = TIMES; time < 2 * TIMES; time += TIMES_A_WRITE) {
        send(socket, line, time);
      }
      Thread.sleep(500);
      double each = (allocated(thread) - before) / (double) (SERIES * TIMES);
      System.out.printf("# %s: %.4f bytes per point%n", thread, each);
      assertThat(each).as(thread).isBetween(0.0, MOST);
    }
  }

  private static void send(Socket socket, Line line, int from) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int time = from; time < from + TIMES_A_WRITE; time++) {
      for (int i = 0; i < SERIES; i++) {
        line.append(text, i, 1_700_000_000 + time, time % 97);
      }
    }
    socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static void plaintext(StringBuilder text, int series, int time, int value) {
    text.append("dc1.rack01.host").append(series).append(".cpu.user ");
    text.append(value).append(".25 ").append(time).append('\n');
  }

  private static void telnet(StringBuilder text, int series, int time, int value) {
    text.append("put cpu.user ").append(time).append(' ').append(value);
    text.append(".25 host=h").append(series).append(" dc=dc1\n");
  }

  /**
   * By all threads whose name starts so. Waits for them to have read everything: the caller has
   * slept.
   */
  private long allocated(String name) {
    long sum = 0;
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().startsWith(name)) {
        sum += threads.getThreadAllocatedBytes(info.getThreadId());
      }
    }
    return sum;
  }

  private static int port(Tidemark server, String name) {
    return server.listening().stream()
        .filter(line -> line.startsWith(name + " tcp"))
        .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
