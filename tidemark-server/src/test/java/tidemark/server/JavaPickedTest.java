package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaPickedTest {
  @Test
  void namesWhatWasPickedAndNothingElse() {
    says("Java 25; heap up to 256 MiB", "");
    says(
        "Java 25 in 1024 MiB, cores: 1; heap up to 256 MiB, SerialGC, compact object headers, AOT"
            + " cache",
        "1024 MiB, cores: 1",
        "-XX:+UseCompactObjectHeaders",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:AOTCache=/a/tidemark.aot");
  }

  @Test
  void theLastOfTwoHolds() {
    says(
        "Java 25; heap up to 256 MiB, ZGC",
        "",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+UseZGC",
        "-XX:-UseCompactObjectHeaders");
  }

  private static void says(String line, String machine, String... options) {
    assertThat(JavaPicked.line("25", machine, 256 << 20, List.of(options))).isEqualTo(line);
  }
}
