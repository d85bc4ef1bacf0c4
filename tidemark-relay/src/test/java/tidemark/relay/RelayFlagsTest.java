package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.ChildJava;

/** Flags and signals that change what a running relay says and where it runs. */
class RelayFlagsTest {
  private final FreePorts ports = new FreePorts();

  @TempDir Path folder;

  private Path configuration(int port, String more) throws Exception {
    return Files.writeString(
        folder.resolve("relay.conf"),
        "listen type linemode 127.0.0.1:"
            + port
            + " proto tcp ;\ncluster f file "
            + folder.resolve("out")
            + " ;\n"
            + more
            + "match * send to f;\n");
  }

  private interface Text {
    String get() throws Exception;
  }

  private static void await(Text text, String part) throws Exception {
    long deadline = System.currentTimeMillis() + 30_000;
    while (!text.get().contains(part) && System.currentTimeMillis() < deadline) {
      Thread.sleep(20);
    }
    assertThat(text.get()).contains(part);
  }

  @Test
  void aLineASecondSaysWhatWentThrough() throws Exception {
    int port = ports.one();
    RunningRelay relay =
        RunningRelay.start(List.of("-f", configuration(port, "").toString(), "-S"), "");
    await(relay::out, "in         out     dropped      stalls      queued");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write("a 1 1\nb 1 1\n".getBytes(StandardCharsets.US_ASCII));
    }
    await(relay::out, "           2           2           0           0           0");
    assertThat(relay.stop()).isZero();
  }

  @Test
  void aSignalTurnsStatisticsToTheLogAndBack() throws Exception {
    String often = "statistics submit every 1 seconds prefix with own ;\n";
    RunningRelay relay =
        RunningRelay.start(List.of("-f", configuration(ports.one(), often).toString()), "");
    Path out = folder.resolve("out");
    await(() -> Files.readString(out), "own.metricsReceived ");
    assertThat(relay.out()).doesNotContain("own.metricsReceived ");
    relay.toggleDebug();
    await(relay::out, "debug is on");
    await(relay::out, "own.metricsReceived ");
    relay.toggleDebug();
    await(relay::out, "debug is off");
    assertThat(relay.stop()).isZero();
  }

  @Test
  void detachedItRunsOnInAProcessOfItsOwn() throws Exception {
    int port = ports.one();
    Path log = folder.resolve("log");
    Path pid = folder.resolve("pid");
    ChildJava starter =
        ChildJava.start(
            folder.resolve("starter"),
            List.of(
                "tidemark.relay.RelayMain",
                "-sD",
                "-f",
                configuration(port, "").toString(),
                "-l",
                log.toString(),
                "-P",
                pid.toString()));
    await(() -> Files.exists(log) ? Files.readString(log) : "", "listening");
    while (starter.isAlive()) {
      Thread.sleep(10);
    }
    Optional<ProcessHandle> relay = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    assertThat(relay).isPresent();
    assertThat(starter.output()).contains("running on as process " + relay.get().pid());
    relay.get().destroyForcibly();
    relay.get().onExit().join();
  }

  @Test
  void detachedNeedsALogFile() throws Exception {
    RunningRelay relay =
        RunningRelay.start(List.of("-f", configuration(ports.one(), "").toString(), "-D"), "");
    assertThat(relay.stop()).isEqualTo(1);
    assertThat(relay.err()).contains("-D needs a log file");
    assertThat(Detached.withoutFlag("-sD")).isEqualTo("-s");
    assertThat(Detached.withoutFlag("-D")).isEqualTo("-");
    assertThat(Detached.withoutFlag("-l")).isEqualTo("-l");
  }
}
