package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of someone who tries Tidemark for the first time: each gives an answer that helps. */
class NewcomerTest {
  @TempDir static Path directory;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.serve(directory.resolve("data"), "--set", "storage.engine=memory");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void plaintextToTheHttpPortIsToldWhereItGoes() throws IOException {
    assertThat(say("http", "DW.vm.12345.cpu_util 30 1700000000\n"))
        .isEqualTo(
            "This is Tidemark's HTTP port. Metrics in plaintext go to listen.graphite-line:"
                + " 127.0.0.1:"
                + server.port("graphite-line")
                + "\n");
  }

  @Test
  void httpToThePlaintextPortIsToldWhereItGoes() throws IOException {
    assertThat(say("graphite-line", "GET /render?target=a HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("http://127.0.0.1:" + server.port("http"));
  }

  @Test
  void plaintextToThePicklePortIsSaidInTheLogAndOnThePage() throws Exception {
    assertThat(say("graphite-pickle", "DW.vm.12345.cpu_util 30 1700000000\n")).isEmpty();
    assertThat(server.stderr()).contains("plain text at the pickle port?");
    assertThat(server.get("http", "/warnings").body())
        .containsPattern("(?m)^\\S+Z WARN .*plain text at the pickle port\\?");
  }

  @Test
  void plaintextToTheTelnetPortIsToldWhatThereIs() throws IOException {
    assertThat(say("opentsdb", "test.hello 42 1700000000\n"))
        .isEqualTo("unknown command: test.hello.  Try `help'.\n");
  }

  @Test
  void garbageAndTooLongALineAndALineWithoutValueLeaveTheConnectionOpenAndAreCounted()
      throws Exception {
    long now = System.currentTimeMillis() / 1000;
    try (Socket socket = new Socket("127.0.0.1", server.port("graphite-line"))) {
      var out = socket.getOutputStream();
      out.write(new byte[] {0, 1, (byte) 0xff, (byte) 0xfe, '\n'});
      out.write("x".repeat(10 << 20).getBytes(StandardCharsets.US_ASCII));
      out.write("\nno.value\n".getBytes(StandardCharsets.US_ASCII));
      out.write(("newcomer.fine;a=b 7 " + now + "\n").getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.get("http", "/metrics").body())
        .containsPattern("tidemark_ingest_refused_total\\{.*graphite-line.*} [1-9]");
    assertThat(server.stderr()).contains("no.value");
    assertThat(query("newcomer.fine")).contains("\"" + now + "\":7");
  }

  @Test
  void aMetricWithoutValueOverTelnetIsToldWhatIsMissing() throws IOException {
    assertThat(say("opentsdb", "put newcomer.empty 1700000000\nexit\n"))
        .isEqualTo("put: illegal argument: not enough arguments (need least 4, got 2)\n");
  }

  @Test
  void aQueryForNothingNamesWhatThereIsNot() throws Exception {
    assertThat(query("newcomer.nothing"))
        .contains("No such name for 'metrics': 'newcomer.nothing'");
  }

  @Test
  void aGraphiteQueryForNothingIsAnEmptyListAndOneWithoutTargetToo() throws Exception {
    assertThat(server.get("http", "/render?target=newcomer.nothing&format=json").body())
        .isEqualTo("[]");
    assertThat(server.get("http", "/render?format=json").body()).isEqualTo("[]");
  }

  @Test
  void theWelcomePageHasTheOpenPortsAndWorksByItself() throws Exception {
    String page = server.get("http", "/").body();
    assertThat(page)
        .contains("nc -q1 127.0.0.1 " + server.port("graphite-line"))
        .contains("http://127.0.0.1:" + server.port("opentsdb") + "/api/query")
        .contains("127.0.0.1:" + server.port("http"))
        .doesNotContain("{version}", "{listening}", "{examples}", "src=\"http");
  }

  @Test
  void anUnknownConfigurationKeyNamesItsLineAndTheNearestKey() throws Exception {
    Path file = Files.writeString(directory.resolve("t.yaml"), "listen:\n  htp: off\n");
    ServerProcess.Ended check = ServerProcess.run("config", "check", file.toString());
    assertThat(check.output())
        .isEqualTo(
            "tidemark: " + file + " line 2: unknown key listen.htp; did you mean listen.http?\n");
    assertThat(check.status()).isEqualTo(2);
  }

  @Test
  void aJavaThatIsTooOldOrMissingIsSaidInTwoLines() throws Exception {
    ProcessBuilder script = new ProcessBuilder("../tidemark", "version").redirectErrorStream(true);
    script.environment().put("TIDEMARK_JAVA_HOME", directory.toString());
    Process process = script.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(said.lines()).hasSize(2);
    assertThat(said).contains("Java 25");
  }

  private static String query(String metric) throws Exception {
    return server.get("opentsdb", "/api/query?start=5m-ago&m=sum:" + metric).body();
  }

  private static String say(String listener, String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port(listener))) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
