package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./tidemark} looks for Java. The script is copied beside an empty release, and the folders
 * it knows are replaced by one of ours, so that the machine's own Javas are out of sight.
 */
class ScriptTest {
  @TempDir Path directory;

  @BeforeEach
  void unpack() throws IOException {
    String script = Files.readString(Path.of("../tidemark"));
    String folders =
        script.replaceAll(
            "(?s)for dir in /usr/lib/jvm/\\*.*?; do", "for dir in " + directory + "/jvm/*; do");
    assertThat(folders).isNotEqualTo(script);
    Files.writeString(directory.resolve("tidemark"), folders);
    Files.createDirectories(directory.resolve("lib"));
    Files.createFile(directory.resolve("lib/a.jar"));
    Files.createDirectories(directory.resolve("empty"));
  }

  @Test
  void withoutAnyJavaTwoLinesSayWhatToInstall() throws Exception {
    ServerProcess.Ended ended = run(Map.of());
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output().lines())
        .containsExactly(
            "tidemark: Tidemark needs Java 25 or newer, and there is none in JAVA_HOME, PATH or the"
                + " usual folders.",
            "          Install a JDK 25 (for example Temurin 25, or the package openjdk-25-jdk), or"
                + " set TIDEMARK_JAVA_HOME to one.");
  }

  @Test
  void aJavaHomeThatIsTooOldIsPassedOverWhenThereIsANewerOne() throws Exception {
    Path old = java("old", "17.0.9");
    java("jvm/newer", "26");
    assertThat(run(Map.of("JAVA_HOME", old.toString())).output()).contains("jvm/newer version");
  }

  @Test
  void aJavaHomeThatWillDoIsTaken() throws Exception {
    java("jvm/newer", "26");
    Path chosen = java("chosen", "25.0.1");
    assertThat(run(Map.of("JAVA_HOME", chosen.toString())).output()).contains("chosen version");
  }

  @Test
  void onlyOldJavasAreNone() throws Exception {
    Path old = java("jvm/old", "21");
    assertThat(run(Map.of("JAVA_HOME", old.toString())).status()).isEqualTo(2);
  }

  @Test
  void theChosenJavaIsNeverReplacedSilently() throws Exception {
    Path old = java("jvm/old", "21");
    java("jvm/newer", "26");
    ServerProcess.Ended ended = run(Map.of("TIDEMARK_JAVA_HOME", old.toString()));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output()).contains("TIDEMARK_JAVA_HOME=" + old + " is no Java 25");
  }

  /** A Java that says its folder's name and its last argument. */
  private Path java(String name, String version) throws IOException {
    Path home = directory.resolve(name);
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/bash\necho " + name + " \"${@: -1}\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private ServerProcess.Ended run(Map<String, String> environment) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder("/bin/bash", directory.resolve("tidemark").toString(), "version");
    script.environment().clear();
    script.environment().put("PATH", directory.resolve("empty").toString());
    script.environment().put("HOME", directory.toString());
    script.environment().putAll(environment);
    Process process = script.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ServerProcess.Ended(process.waitFor(), said, 0);
  }
}
