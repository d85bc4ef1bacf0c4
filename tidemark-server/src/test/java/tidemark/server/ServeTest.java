package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process: what it prints, and how it ends. */
class ServeTest {
  @TempDir Path directory;

  @Test
  void printsWhatListensAndStopsCleanlyOnSigterm() throws Exception {
    try (ServerProcess server = ServerProcess.serve(directory.resolve("data"))) {
      List<String> lines = server.stdout();
      assertThat(lines).hasSize(6);
      assertThat(lines.get(0)).matches("listening graphite-line tcp 127\\.0\\.0\\.1:[1-9]\\d*");
      assertThat(lines.get(1)).isEqualTo(lines.get(0).replace("tcp", "udp"));
      assertThat(lines.get(3)).startsWith("listening opentsdb tcp 127.0.0.1:");
      assertThat(lines.get(4)).startsWith("listening http tcp 127.0.0.1:");
      assertThat(lines.get(5)).matches("ready in \\d+ ms");
      assertThat(server.get("http", "/health").statusCode()).isEqualTo(200);

      ServerProcess.Ended ended = server.stop();
      assertThat(ended.status()).isZero();
      assertThat(ended.millis()).isLessThan(5000);
      assertThat(ended.output()).contains("stopping").contains("stopped");
    }
  }

  @Test
  void doorsThatAreOffAreNotOpened() throws Exception {
    try (ServerProcess server =
        ServerProcess.serve(
            directory.resolve("data"),
            "--set",
            "listen.graphite-line=off",
            "--set",
            "listen.opentsdb=off")) {
      assertThat(server.stdout()).noneMatch(line -> line.contains("graphite-line"));
      assertThat(server.stdout()).noneMatch(line -> line.contains("opentsdb"));
    }
  }
}
