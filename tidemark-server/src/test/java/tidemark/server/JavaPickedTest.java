package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaPickedTest {
  @Test
  void namesWhatWasPickedAndNothingElse() {
    says("Java 25, heap up to 256 MiB");
    says(
        "Java 25, heap up to 256 MiB, compact object headers, SerialGC, AOT cache",
        "-XX:+UseCompactObjectHeaders",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:AOTCache=/a/tidemark.aot");
  }

  private static void says(String line, String... options) {
    assertThat(JavaPicked.line("25", 256 << 20, List.of(options))).isEqualTo(line);
  }
}
