package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tidemark} looks for Java. */
class ScriptTest {
  @TempDir Path directory;

  private ScriptInABox script;

  @BeforeEach
  void unpack() throws IOException {
    script = new ScriptInABox(directory);
  }

  @Test
  void withoutAnyJavaTwoLinesSayWhatToInstall() throws Exception {
    ServerProcess.Ended ended = script.run(Map.of());
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
    Path old = script.java("old", "17.0.9");
    script.java("jvm/newer", "26");
    assertThat(script.run(Map.of("JAVA_HOME", old.toString())).output()).startsWith("jvm/newer\n");
  }

  @Test
  void aJavaHomeThatWillDoIsTaken() throws Exception {
    script.java("jvm/newer", "26");
    Path chosen = script.java("chosen", "25.0.1");
    assertThat(script.run(Map.of("JAVA_HOME", chosen.toString())).output()).startsWith("chosen\n");
  }

  @Test
  void onlyOldJavasAreNone() throws Exception {
    Path old = script.java("jvm/old", "21");
    assertThat(script.run(Map.of("JAVA_HOME", old.toString())).status()).isEqualTo(2);
  }

  @Test
  void theChosenJavaIsNeverReplacedSilently() throws Exception {
    Path old = script.java("jvm/old", "21");
    script.java("jvm/newer", "26");
    ServerProcess.Ended ended = script.run(Map.of("TIDEMARK_JAVA_HOME", old.toString()));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output()).contains("TIDEMARK_JAVA_HOME=" + old + " is no Java 25");
  }
}
