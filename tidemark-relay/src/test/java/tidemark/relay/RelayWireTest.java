package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two relays, one behind the other, over every transport; and what they make of bad peers. */
class RelayWireTest {
  private static final int LINES = 2000;

  private final FreePorts ports = new FreePorts();

  @TempDir Path folder;

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var in = getClass().getResourceAsStream("wire/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private RunningRelay relay(String name, String configuration, String... more)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".conf");
    Files.writeString(file, configuration);
    List<String> args = new java.util.ArrayList<>(List.of("-f", file.toString(), "-s"));
    args.addAll(List.of(more));
    return RunningRelay.start(args, "");
  }

  private static String lines(int from, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      text.append("some.name.").append(i).append(" ").append(i).append(" 1700000000\n");
    }
    return text.toString();
  }

  private static void send(int port, String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void await(Sink sink, long lines) throws IOException, InterruptedException {
    long deadline = System.currentTimeMillis() + 20_000;
    while (sink.lines() < lines && System.currentTimeMillis() < deadline) {
      Thread.sleep(10);
    }
  }

  private void passesOver(String sending, String listening, String... more) throws Exception {
    int first = ports.one();
    int second = ports.one();
    Sink sink = new Sink("plain", ports.one(), folder);
    sink.start();
    RunningRelay back =
        relay(
            "back",
            "listen type linemode "
                + listening
                + " 127.0.0.1:"
                + second
                + " proto tcp ;\n"
                + "cluster s forward 127.0.0.1:"
                + sink.port()
                + " ; match * send to s;\n",
            more);
    RunningRelay front =
        relay(
            "front",
            "listen type linemode 127.0.0.1:"
                + first
                + " proto tcp ;\n"
                + "cluster s forward 127.0.0.1:"
                + second
                + " "
                + sending
                + " ;\n"
                + "match * send to s;\n",
            more);
    send(first, lines(0, LINES));
    await(sink, LINES);
    // A second time over the same connections, after a pause in which the compressor was flushed.
    send(first, lines(LINES, LINES));
    await(sink, 2 * LINES);
    assertThat(front.stop()).isZero();
    assertThat(back.stop()).isZero();
    sink.close();
    assertThat(sink.text()).as(front.err() + back.err()).isEqualTo(lines(0, 2 * LINES));
  }

  @Test
  void linesPassOverGzip() throws Exception {
    passesOver("transport gzip", "transport gzip");
  }

  @Test
  void linesPassOverLz4() throws Exception {
    passesOver("transport lz4", "transport lz4");
  }

  @Test
  void linesPassOverSnappy() throws Exception {
    passesOver("transport snappy", "transport snappy");
  }

  @Test
  void linesPassOverTls() throws Exception {
    Path server = resource("server.pem");
    passesOver("transport plain ssl", "transport plain ssl " + server, "-C", server.toString());
  }

  @Test
  void linesPassOverTlsWithCompression() throws Exception {
    Path server = resource("server.pem");
    passesOver("transport gzip ssl", "transport gzip ssl " + server, "-C", server.toString());
  }

  @Test
  void linesPassOverMutualTls() throws Exception {
    Path server = resource("server.pem");
    Path client = resource("client.pem");
    Path authorities = folder.resolve("authorities.pem");
    Files.writeString(authorities, Files.readString(server) + Files.readString(client));
    passesOver(
        "transport plain mtls " + client + " " + resource("client-key.pem"),
        "transport plain mtls " + server,
        "-C",
        authorities.toString());
  }

  @Test
  void aDeadServerGetsItsLinesInOrderWhenItReturns() throws Exception {
    int port = ports.one();
    Sink sink = new Sink("plain", ports.one(), folder);
    RunningRelay relay =
        relay(
            "one",
            "listen type linemode 127.0.0.1:"
                + port
                + " proto tcp ;\n"
                + "cluster s forward 127.0.0.1:"
                + sink.port()
                + " ; match * send to s;\n");
    send(port, lines(0, LINES));
    Thread.sleep(500);
    sink.start();
    await(sink, LINES);
    relay.stop();
    sink.close();
    assertThat(sink.text()).isEqualTo(lines(0, LINES));
    assertThat(relay.err()).contains("failed to connect() for 127.0.0.1:", ": OK");
  }

  @Test
  void aSpoolKeepsLinesOverARestart() throws Exception {
    int port = ports.one();
    Sink sink = new Sink("plain", ports.one(), folder);
    String configuration =
        "listen type linemode 127.0.0.1:"
            + port
            + " proto tcp ;\n"
            + "cluster s forward 127.0.0.1:"
            + sink.port()
            + " ; match * send to s;\n";
    Path spool = folder.resolve("spool");
    for (int round = 0; round < 2; round++) {
      RunningRelay relay = relay("three", configuration, "--spool", spool.toString());
      send(port, lines(round * LINES, LINES));
      Thread.sleep(300);
      assertThat(relay.stop()).isZero();
      assertThat(relay.out()).contains("keeping", "in the spool");
    }
    RunningRelay relay =
        relay("three", configuration, "--spool", spool.toString(), "--spool-rate", "1MiB");
    sink.start();
    send(port, lines(2 * LINES, LINES));
    await(sink, 3 * LINES);
    relay.stop();
    sink.close();
    assertThat(sink.text()).isEqualTo(lines(0, 3 * LINES));
  }

  @Test
  void aServerThatNeverReadsDoesNotStopTheOthers() throws Exception {
    int port = ports.one();
    Sink sink = new Sink("plain", ports.one(), folder);
    sink.start();
    ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    deaf.setReceiveBufferSize(4096);
    RunningRelay relay =
        relay(
            "two",
            "listen type linemode 127.0.0.1:"
                + port
                + " proto tcp ;\n"
                + "cluster d forward 127.0.0.1:"
                + deaf.getLocalPort()
                + " ;\n"
                + "cluster s forward 127.0.0.1:"
                + sink.port()
                + " ;\n"
                + "match * send to d; match * send to s;\n",
            "-q",
            "1000",
            "-b",
            "100",
            "-L",
            "1");
    int many = 300_000;
    send(port, lines(0, many));
    await(sink, many);
    assertThat(sink.lines()).isEqualTo(many);
    Thread stopper = Thread.ofVirtual().start(() -> interruptedly(relay));
    deaf.close();
    stopper.join(20_000);
    assertThat(stopper.isAlive()).isFalse();
    sink.close();
  }

  private static void interruptedly(RunningRelay relay) {
    try {
      relay.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
