package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./tidemark serve} that cannot: one clear line, and exit status 2. The script runs as in an
 * installed release, with this test's classes as its jars.
 */
class RefusalsTest {
  @TempDir Path directory;
  private InstalledScript script;

  @BeforeEach
  void install() throws IOException {
    script = new InstalledScript(directory.resolve("tidemark-1"));
  }

  @Test
  void aPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
        String address = "127.0.0.1:" + taken.getLocalPort();
        refuses(
            "cannot listen on listen." + door + " tcp " + address + ": Address already in use",
            "--set",
            "listen." + door + "=" + address);
      }
    }
  }

  @Test
  void startedTwice() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess first = ServerProcess.serve(data)) {
      assertThat(first.isAlive()).isTrue();
      refuses(
          "data directory " + data + " is in use by another Tidemark process",
          "--data",
          data.toString());
    }
  }

  @Test
  void aDataDirectoryOfANewerVersion() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("version"), "2\n");
    refuses(
        "data directory "
            + data
            + " was written by another version of Tidemark (layout 2, this one reads 1)",
        "--data",
        data.toString());
    Path local = Files.createDirectories(directory.resolve("other/local"));
    Files.writeString(local.resolve("FORMAT"), "tidemark-local 99\n");
    refuses("data directory " + local, "--data", directory.resolve("other").toString());
  }

  @Test
  void aDataDirectoryThatIsAFile() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    refuses("data directory " + file + " cannot be used: ", "--data", file.toString());
  }

  @Test
  void aBadKey() throws Exception {
    Path file = directory.resolve("tidemark.yaml");
    Files.writeString(file, "storage:\n  engin: memory\n");
    refuses(
        file + " line 2: unknown key storage.engin; did you mean storage.engine?",
        "--config",
        file.toString());
    refuses("--set: unknown key listen.htp; did you mean listen.http?", "--set", "listen.htp=1");
  }

  @Test
  void aBadValue() throws Exception {
    refuses("--set", "--set", "limits.max-line=many");
  }

  private void refuses(String line, String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of("serve"));
    if (!List.of(args).contains("--data")) {
      all.addAll(List.of("--data", directory.resolve("free").toString()));
    }
    for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
      all.addAll(List.of("--set", "listen." + door + "=127.0.0.1:0"));
    }
    all.addAll(List.of(args));
    ServerProcess.Ended ended = script.run(all);
    assertThat(ended.output().lines().filter(said -> said.startsWith("tidemark: ")))
        .singleElement()
        .asString()
        .startsWith("tidemark: " + line);
    assertThat(ended.output()).doesNotContain("Exception in thread", "\tat ");
    assertThat(ended.status()).isEqualTo(2);
  }
}
