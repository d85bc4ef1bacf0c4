package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process: what it prints, how it ends, and what it says when it cannot start. */
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

  @Test
  void aPortInUseIsOneLineAndStatus2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String door : List.of("graphite-line", "http")) {
        String address = "127.0.0.1:" + taken.getLocalPort();
        refuses(
            "tidemark: cannot listen on listen." + door + " tcp " + address + ": ",
            "--set",
            "listen." + door + "=" + address);
      }
    }
  }

  @Test
  void aDataDirectoryInUseIsOneLineAndStatus2() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess first = ServerProcess.serve(data)) {
      assertThat(first.isAlive()).isTrue();
      refuses(
          "tidemark: data directory " + data + " is in use by another Tidemark process",
          "--data",
          data.toString());
    }
  }

  @Test
  void aDataDirectoryOfANewerVersionIsOneLineAndStatus2() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("version"), "2\n");
    refuses(
        "tidemark: data directory "
            + data
            + " was written by another version of Tidemark (layout 2, this one reads 1)",
        "--data",
        data.toString());
  }

  @Test
  void aBadKeyIsOneLineAndStatus2() throws Exception {
    Path file = directory.resolve("tidemark.yaml");
    Files.writeString(file, "storage:\n  engin: memory\n");
    refuses(
        "tidemark: " + file + " line 2: unknown key storage.engin; did you mean storage.engine?",
        "--config",
        file.toString());
  }

  private void refuses(String line, String... args) throws Exception {
    List<String> all = new java.util.ArrayList<>(List.of("serve"));
    if (!List.of(args).contains("--data")) {
      all.addAll(List.of("--data", directory.resolve("other").toString()));
    }
    for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
      all.addAll(List.of("--set", "listen." + door + "=127.0.0.1:0"));
    }
    all.addAll(List.of(args));
    ServerProcess.Ended ended = ServerProcess.run(all.toArray(String[]::new));
    assertThat(ended.output().lines().filter(said -> said.startsWith("tidemark: ")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith(line);
    assertThat(ended.status()).isEqualTo(2);
  }
}
