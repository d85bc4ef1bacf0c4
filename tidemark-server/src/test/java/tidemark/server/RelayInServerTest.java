package tidemark.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a relay before its plaintext door. */
class RelayInServerTest {
  @TempDir Path folder;

  @Test
  void rulesDecideWhatIsStoredHereAndWhatIsSentOn() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    try (ServerSocket peer = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Path rules = folder.resolve("relay.conf");
      Files.writeString(
          rules,
          "cluster away forward 127.0.0.1:"
              + peer.getLocalPort()
              + " ;\n"
              + "rewrite ^old\\. into new. ;\n"
              + "match ^away\\. send to away stop;\n"
              + "match * send to local;\n");
      try (InProcess server =
          InProcess.start(
              folder.resolve("data"), InstantSource.system(), "relay", rules.toString())) {
        try (Socket socket = new Socket("127.0.0.1", server.port("graphite-line tcp"))) {
          OutputStream out = socket.getOutputStream();
          String text = "old.a 1 " + now + "\naway.b 2 " + now + "\n";
          out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        String expected = "away.b 2 " + now + "\n";
        try (Socket sent = peer.accept()) {
          assertThat(sent.getInputStream().readNBytes(expected.length()))
              .asString(StandardCharsets.US_ASCII)
              .isEqualTo(expected);
        }
        assertThat(eventually(server, "/metrics/find?query=new.*")).contains("new.a");
        assertThat(server.ask("http", "/metrics/find?query=away.*").body())
            .doesNotContain("away.b");
        assertThat(server.ask("http", "/metrics").body())
            .contains("tidemark_relay_received_total 2")
            .contains("tidemark_relay_sent_lines_total{destination=\"local\"} 1");
      }
      assertThat(folder.resolve("data/relay/local")).isDirectory();
    }
  }

  @Test
  void pointsOfOtherDoorsPassTheRulesAndKeepTheirMilliseconds() throws Exception {
    // the query ends at the server's now, and 123 ms after this second may be later
    long now = System.currentTimeMillis() / 1000 - 1;
    List<String> away = Collections.synchronizedList(new ArrayList<>());
    try (ServerSocket peer = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> read(peer, away));
      Path rules = folder.resolve("relay.conf");
      Files.writeString(
          rules,
          "cluster away forward 127.0.0.1:"
              + peer.getLocalPort()
              + " ;\n"
              + "rewrite ^old\\. into new. ;\n"
              + "match ^gone\\. send to blackhole stop;\n"
              + "match ^away\\. send to away stop;\n"
              + "match ^both\\. send to away;\n"
              + "match * send to local;\n");
      try (InProcess server =
          InProcess.start(
              folder.resolve("data"), InstantSource.system(), "relay", rules.toString())) {
        String time = now + "123";
        telnet(
            server,
            "put away.a " + time + " 1 host=x\nput both.b " + time + " 9007199254740993 host=x\n",
            "put gone.c " + now + " 1 host=x\nput here.d " + now + " 2.5 host=x\n",
            "put old.e " + now + " 3 host=x\nput bad line\n");
        // Stored when it was answered: no waiting, but for what comes back under another name.
        assertThat(server.ask("http", "/tags/findSeries?expr=host=x").body())
            .contains("both.b;host=x", "here.d;host=x")
            .doesNotContain("away.a", "gone.c", "old.e");
        assertThat(eventually(server, "/tags/findSeries?expr=name=new.e")).contains("new.e;host=x");
        assertThat(server.ask("opentsdb", "/api/query?start=1h-ago&ms=true&m=sum:both.b").body())
            .contains("\"" + time + "\":9007199254740993");
        await(away, 2);
        assertThat(away)
            .containsExactly(
                "away.a;host=x 1 " + now + ".123",
                "both.b;host=x 9007199254740993 " + now + ".123");
      }
    }
  }

  private static void telnet(InProcess server, String... lines) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port("opentsdb tcp"))) {
      String text = String.join("", lines) + "exit\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .contains("put: illegal argument");
    }
  }

  private static void read(ServerSocket peer, List<String> lines) {
    try (Socket socket = peer.accept();
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      in.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // The server has ended.
    }
  }

  private static void await(List<String> lines, int count) throws InterruptedException {
    for (int i = 0; i < 400 && lines.size() < count; i++) {
      Thread.sleep(25);
    }
  }

  private static String eventually(InProcess server, String path) throws Exception {
    String body = server.ask("http", path).body();
    for (int i = 0; i < 200 && body.strip().equals("[]"); i++) {
      Thread.sleep(25);
      body = server.ask("http", path).body();
    }
    return body;
  }
}
