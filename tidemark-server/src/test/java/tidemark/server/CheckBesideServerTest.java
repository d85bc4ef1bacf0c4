package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.storage.local.disk.RealDisk;
import tidemark.storage.local.tool.Checker;

/**
 * {@code storage check} reads files that a server is writing, and takes none of them for damaged.
 */
class CheckBesideServerTest {
  private static final int CHECKS = 20;

  /** The checks go on until one found so many. */
  private static final int POINTS = 200_000;

  @TempDir Path directory;

  @Test
  void findsNoDamageWhileNamesAndLogGrow() throws IOException, InterruptedException {
    Path data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.serve(data, "--set", "storage.local.head=1MiB");
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), server.port("graphite-line"))) {
      AtomicBoolean enough = new AtomicBoolean();
      Thread sender = Thread.ofPlatform().start(() -> sendNewSeries(socket, enough));
      List<String> problems = new ArrayList<>();
      long seen = 0;
      int checks = 0;
      while (checks < CHECKS || (seen < POINTS && sender.isAlive())) {
        checks++;
        Checker.Result result =
            new Checker(new RealDisk(data.resolve("local")), problems::add).run((done, all) -> {});
        seen = Math.max(seen, result.points() + result.logged());
      }
      enough.set(true);
      sender.join();
      assertThat(problems).isEmpty();
      assertThat(seen).isGreaterThanOrEqualTo(POINTS);
      System.out.println("# " + checks + " checks beside a server, up to " + seen + " points");
    }
  }

  /** Each eighth line has a series that is new, so that names.log grows too. */
  private static void sendNewSeries(Socket socket, AtomicBoolean enough) {
    long now = System.currentTimeMillis() / 1000;
    try {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      for (long i = 0; i < 2_000_000 && !enough.get(); i++) {
        String line = "check.beside." + i / 8 + ' ' + i + ' ' + (now + i % 8) + '\n';
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
