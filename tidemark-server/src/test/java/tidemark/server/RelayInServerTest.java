package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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

  private static String eventually(InProcess server, String path) throws Exception {
    String body = server.ask("http", path).body();
    for (int i = 0; i < 200 && body.strip().equals("[]"); i++) {
      Thread.sleep(25);
      body = server.ask("http", path).body();
    }
    return body;
  }
}
