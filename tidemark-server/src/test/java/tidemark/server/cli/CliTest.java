package tidemark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CliTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Cli cli =
      new Cli(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          Map.of(),
          "1.2.3",
          settings -> {
            out.writeBytes(
                ("served from " + settings.get().data()).getBytes(StandardCharsets.UTF_8));
            return 0;
          },
          words -> {
            out.writeBytes(("relayed " + words).getBytes(StandardCharsets.UTF_8));
            return 1;
          });

  @Test
  void printsVersionAndHelp() {
    prints("tidemark 1.2.3\n", "version");
    prints("tidemark 1.2.3\n", "--version");
    assertThat(cli.run()).isZero();
    assertThat(take(out)).contains("tidemark serve", "tidemark config check");
  }

  @Test
  void givesTheRelayItsArgumentsAndItsStatus() {
    assertThat(cli.run("relay", "-f", "x", "-tt")).isOne();
    assertThat(take(out)).isEqualTo("relayed [-f, x, -tt]");
  }

  @Test
  void tellsOfOneCommandWhatItsHelpIs() {
    assertThat(cli.run("serve", "--data", "d", "--help")).isZero();
    assertThat(take(out)).startsWith("tidemark serve [--config").doesNotContain("tidemark config");
    assertThat(cli.run("storage", "merge", "-h")).isZero();
    assertThat(take(out)).startsWith("tidemark storage merge  ").doesNotContain("storage purge");
    assertThat(cli.run("storage", "--help")).isZero();
    assertThat(take(out)).contains("tidemark storage merge  ", "tidemark storage purge ");
    assertThat(cli.run("help", "storage", "import")).isZero();
    assertThat(take(out)).contains("storage import FILE").doesNotContain("import-whisper");
    assertThat(cli.run("relay", "--help")).isOne();
    assertThat(take(out)).isEqualTo("relayed [-h]");
    refuses(
        "tidemark: there is no command \"storage mend\"; see tidemark help",
        "storage",
        "mend",
        "-h");
  }

  @Test
  void servesWithTheSettingsGiven() {
    prints("served from ./data", "serve");
    prints("served from d", "serve", "--data", "d");
    prints("served from d", "serve", "--data=d");
    prints("served from e", "serve", "--data=d", "--set", "data=e");
  }

  @Test
  void showsWhereEachKeyCameFrom() {
    assertThat(cli.run("config", "show", "--set", "listen.http=off")).isZero();
    assertThat(take(out).replaceAll(" +", " "))
        .contains(
            "listen.http: off # --set\n",
            "data: ./data # default\n",
            "storage.schemas: \"\" # default\n");
  }

  @Test
  void saysWhatIsWrongInOneLineAndExitsWith2() {
    refuses("tidemark: there is no command \"server\"; see tidemark help", "server");
    refuses("tidemark: unknown option --port; see tidemark help", "serve", "--port", "1");
    refuses("tidemark: --data needs a value; see tidemark help", "serve", "--data");
    refuses("tidemark: unknown option --output; see tidemark help", "serve", "--output", "x");
    refuses(
        "tidemark: storage merge takes no --output; see tidemark help",
        "storage",
        "merge",
        "--output=x");
    refuses("tidemark: serve takes no \"now\"; see tidemark help", "serve", "now");
    refuses("tidemark: --set x: expected key=value", "serve", "--set", "x");
    refuses(
        "tidemark: --set: unknown key listen.htp; did you mean listen.http?",
        "serve",
        "--set",
        "listen.htp=off");
    refuses("tidemark: nowhere.yaml: there is no such file", "config", "check", "nowhere.yaml");
    refuses("tidemark: there is no config list; see tidemark help", "config", "list");
  }

  private void prints(String expected, String... args) {
    assertThat(cli.run(args)).isZero();
    assertThat(take(out)).isEqualTo(expected);
    assertThat(take(err)).isEmpty();
  }

  private void refuses(String message, String... args) {
    assertThat(cli.run(args)).isEqualTo(Cli.UNUSABLE);
    assertThat(take(err)).isEqualTo(message + "\n");
  }

  private static String take(ByteArrayOutputStream stream) {
    String text = stream.toString(StandardCharsets.UTF_8);
    stream.reset();
    return text;
  }
}
