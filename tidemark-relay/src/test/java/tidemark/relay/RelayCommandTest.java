package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayCommandTest {
  @TempDir Path folder;

  private String file;

  @BeforeEach
  void writeConfiguration() throws IOException {
    file = folder.resolve("relay.conf").toString();
    Files.writeString(
        Path.of(file),
        """
        cluster a forward 127.0.0.1:1 ;
        cluster h carbon_ch 127.0.0.1:2=x 127.0.0.1:3=y ;
        rewrite ^web[0-9]+ into host ;
        match ^host send to a;
        match load$ send to h stop;
        """);
  }

  private void fails(String expected, String... args) throws InterruptedException {
    RunningRelay relay = RunningRelay.start(List.of(args), "");
    assertThat(relay.stop()).as(String.join(" ", args)).isOne();
    assertThat(relay.err()).contains(expected);
  }

  @Test
  void saysWhatIsWrongWithItsFlags() throws InterruptedException {
    fails("Usage:");
    fails("unknown option -x", "-x");
    fails("option -f needs a value", "-f");
    fails("batchsize must be smaller than queuesize", "-f", file, "-b", "30000");
    fails("maximum stalls needs to be a number between 0 and 15", "-f", file, "-L", "16");
    fails("timeout needs to be less than one minute", "-f", file, "-T60000");
    fails("max metric len must be smaller", "-f", file, "-m", "40", "-M", "30");
    fails("dialect is 3.9 or 3.7.3", "-f", file, "--dialect", "4");
    fails("--spool-size needs a size", "-f", file, "--spool=x", "--spool-size=much");
    fails("unable to open file", "-f", file + ".not", "-t");
  }

  @Test
  void showsTheFilesThatResultsOfAnAggregateGoTo() throws Exception {
    Files.writeString(
        Path.of(file),
        """
        cluster f file %1$s.one %1$s.two;
        aggregate ^a every 10 seconds expire after 20 seconds
            compute sum write to new send to f stop;
        """
            .formatted(file));
    RunningRelay relay = RunningRelay.start(List.of("-f", file, "-t"), "a.b\n");
    assertThat(relay.stop()).isZero();
    assertThat(relay.out().lines().toList())
        .endsWith(
            "    file(f)", "        " + file + ".one", "        " + file + ".two", "    stop");
  }

  @Test
  void marksThePlaceOfAnError() throws Exception {
    Files.writeString(Path.of(file), "match * send to nope;\n");
    RunningRelay relay = RunningRelay.start(List.of("-f", file, "-tt"), "");
    assertThat(relay.stop()).isOne();
    List<String> said = relay.err().lines().map(line -> line.substring(22)).toList();
    assertThat(said)
        .containsExactly(
            file + ":1:16: unknown cluster",
            "match * send to nope;",
            " ".repeat(16) + "^^^^",
            "failed to read configuration '" + file + "'");
  }

  @Test
  void explainsWhereANameGoes() throws InterruptedException {
    RunningRelay relay =
        RunningRelay.start(List.of("explain", "-f", file, "web01.load;dc=a", "other"), "");
    assertThat(relay.stop()).isZero();
    assertThat(relay.out())
        .isEqualTo(
            """
            rewrite
                ^web[0-9]+ (regex) -> web01.load
                into(host) -> host.load
            match
                ^host [strncmp: host]
                -> host.load
                forward(a)
                    127.0.0.1:1
            match
                load$ [tailcmp: load]
                -> host.load
                carbon_ch(h)
                    127.0.0.1:3
                stop
            nothing matched other
            """);
  }
}
