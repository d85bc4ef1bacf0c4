package tidemark.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigNode.Value;
import tidemark.model.InvalidInputException;

class ConfigSourcesTest {
  @TempDir Path directory;

  @Test
  void theLaterSourceWinsAndIsNamed() throws IOException {
    Path file =
        write(
            """
            # nested or dotted, as one likes
            data: from-file
            listen:
              http: 0.0.0.0:8080
              opentsdb: off
            storage.engine: memory
            """);
    ConfigNode node =
        new ConfigSources(file, null, "from-option", List.of("listen.http=127.0.0.1:0"))
            .gather(
                Map.of(
                    "TIDEMARK_STORAGE_ENGINE",
                    "memory",
                    "TIDEMARK_DATA",
                    "d",
                    "TIDEMARK_PORT",
                    "tcp://x"));
    assertThat(node.values())
        .containsEntry("data", new Value("from-option", "--data"))
        .containsEntry("listen.http", new Value("127.0.0.1:0", "--set"))
        .containsEntry("listen.opentsdb", new Value("off", file + " line 5"))
        .containsEntry(
            "storage.engine", new Value("memory", "environment TIDEMARK_STORAGE_ENGINE"));
    assertThat(node.values()).hasSize(4);
  }

  @Test
  void namesFileAndLineOfWhatIsWrong() throws IOException {
    problem(
        "data: d\nlisten:\n  htp: off\n",
        " line 3: unknown key listen.htp; did you mean listen.http?");
    problem("listen.http: here\n", " line 1: listen.http: \"here\" is not an address");
    problem("data: a\ndata: b\n", " line 2: ");
    problem(
        "data: a\nlisten.http: off\nlisten:\n  http: off\n",
        " line 4: listen.http was already set in ");
    problem("data: [a, b]\n", " line 1: data cannot be a list");
    problem("data: 'a\n", ": this is not YAML: ");
    problem("\tdata: a\n", " line 1: this is not YAML: ");
    problem("just words\n", " line 1: expected lines like \"key: value\"");
    problem(
        "storage:\n  schemas: /nowhere/at/all\n",
        " line 2: storage.schemas: \"/nowhere/at/all\": there is no");
  }

  @Test
  void anEmptyFileIsFine() throws IOException {
    assertThat(gather(write("")).values()).isEmpty();
    assertThat(gather(write("# nothing\n")).values()).isEmpty();
  }

  @Test
  void aFileThatWasAskedForMustBeThere() {
    assertThatThrownBy(() -> gather(directory.resolve("none.yaml")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("none.yaml: there is no such file");
  }

  private void problem(String yaml, String message) throws IOException {
    Path file = write(yaml);
    assertThatThrownBy(() -> Settings.of(gather(file)))
        .as(yaml)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private static ConfigNode gather(Path file) {
    return new ConfigSources(file, null, null, List.of()).gather(Map.of());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(directory.resolve("tidemark.yaml"), yaml);
  }
}
