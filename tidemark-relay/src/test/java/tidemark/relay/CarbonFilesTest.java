package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** carbon's own files instead of a configuration: a relay before real sinks. */
class CarbonFilesTest {
  private final FreePorts ports = new FreePorts();

  @TempDir Path folder;

  private void file(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines), StandardCharsets.ISO_8859_1);
  }

  private static void await(Sink sink, int lines) throws Exception {
    long deadline = System.currentTimeMillis() + 30_000;
    while (sink.lines() < lines && System.currentTimeMillis() < deadline) {
      Thread.sleep(10);
    }
  }

  @Test
  void namesPassListsRewritesAggregatesAndRelayRules() throws Exception {
    Sink first = new Sink("plain", ports.one(), folder);
    Sink rest = new Sink("plain", ports.one(), folder);
    first.start();
    rest.start();
    file("blacklist.conf", "# not these", "", "^bad\\.", "\\.tmp$", "(");
    file("whitelist.conf", "^[a-z]+\\.");
    file(
        "rewrite-rules.conf",
        "[pre]",
        "__ = _",
        "^old\\.(\\w+) = new.\\g<1>",
        "no rule",
        "[post]",
        "^new = fresh");
    file(
        "aggregation-rules.conf",
        "# all of them",
        "<env>.app.all.requests (2) = sum <env>.app.*.requests");
    file(
        "relay-rules.conf",
        "[apps]",
        "pattern = \\.APP\\.",
        "destinations = " + first.address() + ":a",
        "continue = true",
        "[fresh]",
        "pattern = ^fresh",
        "destinations = " + first.address() + ":a",
        "[default]",
        "default = true",
        "destinations = " + rest.address());
    int port = ports.one();
    RunningRelay relay =
        RunningRelay.start(List.of("-f", folder.toString(), "-s", "-p", "" + port), "");
    long now = System.currentTimeMillis() / 1000 / 2 * 2;
    String text =
        "bad.a 1 1\nx.tmp 1 1\n9.white 1 1\nold.a__b__c 2 1\nother 3 1\na.b 4 1\n"
            + "prod.app.w1.requests 5 "
            + now
            + "\nprod.app.w2.requests 6 "
            + now
            + "\n";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    await(first, 4);
    await(rest, 4);
    assertThat(relay.stop()).isZero();
    first.close();
    rest.close();
    String one = "prod.app.w1.requests 5 " + now;
    String two = "prod.app.w2.requests 6 " + now;
    // The result, which its own rule would match, is not aggregated again.
    String sum = "prod.app.all.requests 11.000000 " + now;
    assertThat(first.text().lines()).containsExactly("fresh.a_b_c 2 1", one, two, sum);
    assertThat(rest.text().lines()).containsExactly("a.b 4 1", one, two, sum);
    assertThat(relay.err())
        .contains("blacklist.conf line 5: '(' is not a regular expression")
        .contains("rewrite-rules.conf line 4: no regex = replacement: no rule");
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() throws Exception {
    String[][] cases = {
      {"relay-rules.conf", "[a]\npattern = x\ndestinations = h:1", "no section has default = true"},
      {"relay-rules.conf", "[a]\ndestinations = h:1", "line 1: section [a] needs a pattern"},
      {"relay-rules.conf", "[a]\ndefault = true\ndestinations = h", "'h' is no host:port"},
      {"aggregation-rules.conf", "a (60) = sum", "line 1: not 'output (seconds) = method input'"},
      {"aggregation-rules.conf", "a (60) = p999 b", "'p999' is none of sum avg"},
      {"aggregation-rules.conf", "<x>.a (60) = sum b", "the input has no field <x>"},
    };
    for (String[] each : cases) {
      file("relay-rules.conf", "[d]", "default = true", "destinations = 127.0.0.1:1");
      file("aggregation-rules.conf");
      file(each[0], each[1]);
      RunningRelay relay = RunningRelay.start(List.of("-f", folder.toString(), "-t"), "");
      assertThat(relay.stop()).as(each[1]).isEqualTo(1);
      assertThat(relay.err()).contains(folder.resolve(each[0]).toString()).contains(each[2]);
    }
  }

  @Test
  void explainSaysWhatHappensToAName() throws Exception {
    file("blacklist.conf", "^bad");
    file("rewrite-rules.conf", "[pre]", "a = b");
    file("relay-rules.conf", "[d]", "default = true", "destinations = 127.0.0.1:1");
    RunningRelay relay =
        RunningRelay.start(List.of("explain", "-f", folder.toString(), "bad.x", "a.a"), "");
    assertThat(relay.stop()).isZero();
    assertThat(relay.out()).contains("on the black list bad.x", "into(b) -> b.b", "127.0.0.1:1");
  }
}
