package tidemark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  private Progress progress(boolean terminal) {
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new Progress.Place(err, terminal, clock::get).of("merge");
  }

  private String said() {
    String text = bytes.toString(StandardCharsets.UTF_8).replace("\n", "|").replace("\r", "<");
    bytes.reset();
    return text;
  }

  @Test
  void aTerminalHasABarThatChangesWithEachPerCent() {
    Progress progress = progress(true);
    progress.at(500, 1000, () -> "7 points");
    assertThat(said())
        .isEqualTo("<merge [" + "#".repeat(20) + " ".repeat(20) + "] 50 %, 7 points\033[K");
    progress.at(509, 1000, () -> "8 points");
    assertThat(said()).isEmpty();
    progress.at(510, 1000);
    assertThat(said()).contains("] 51 %\033[K");
    progress.end("9 points");
    assertThat(said()).isEqualTo("<merge [" + "#".repeat(40) + "] 100 %, 9 points\033[K|");
  }

  @Test
  void elsewhereALineIsSaidEveryTenSeconds() {
    Progress progress = progress(false);
    progress.at(1, 4);
    assertThat(said()).isEmpty();
    clock.addAndGet(Duration.ofSeconds(10).toNanos());
    progress.at(2, 4, () -> "7 points");
    progress.at(3, 4);
    assertThat(said()).isEqualTo("merge: 50 %, 7 points|");
    progress.end("");
    assertThat(said()).isEqualTo("merge: 100 %|");
  }

  @Test
  void whatIsShortSaysNothingElsewhere() {
    Progress progress = progress(false);
    progress.at(0, 0);
    progress.end("no points");
    assertThat(said()).isEmpty();
  }
}
