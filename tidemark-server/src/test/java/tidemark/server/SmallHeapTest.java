package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 100,000 active series in the heap of {@link ServerProcess}, 256 MiB, which is half of what
 * docs/configuration.md asks for.
 */
class SmallHeapTest {
  private static final int SERIES = 100_000;
  private static final int ROUNDS = 20;

  @TempDir Path directory;

  @Test
  void takesAndAnswersAHundredThousandSeries() throws IOException, InterruptedException {
    long start = System.currentTimeMillis() / 1000 / 10 * 10 - 10 * ROUNDS;
    try (ServerProcess server =
        ServerProcess.serve(directory.resolve("data"), "--set", "query.max-series=" + SERIES)) {
      send(server.port("graphite-line"), start);
      String counted =
          server
              .get(
                  "http",
                  "/render?target=aggregate(small.*.*,'count')&format=raw&from="
                      + (start - 1)
                      + "&until="
                      + (start + 10 * ROUNDS - 1))
              .body();
      String[] values = counted.strip().substring(counted.indexOf('|') + 1).split(",", -1);
      assertThat(values).as(counted).hasSize(ROUNDS).containsOnly(SERIES + ".0");
      assertThat(server.stop().status()).isZero();
      assertThat(server.stderr()).doesNotContain("OutOfMemory");
    }
  }

  /** Round by round; the close in answer to a half-close says that all is stored. */
  private static void send(int port, long start) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      for (int round = 0; round < ROUNDS; round++) {
        String rest = " " + round + ".25 " + (start + 10L * round) + '\n';
        for (int i = 0; i < SERIES; i++) {
          String line = "small.host" + i / 10 + ".metric" + i % 10 + rest;
          out.write(line.getBytes(StandardCharsets.US_ASCII));
        }
      }
      out.flush();
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
