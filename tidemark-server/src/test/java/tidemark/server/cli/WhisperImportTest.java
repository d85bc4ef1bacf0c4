package tidemark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that whisper wrote (recording whisper.007.live_last_0: 10s:30, 60s:20, 300s:12). */
class WhisperImportTest {
  private static final String FILE =
      "eNpjYGBgZmDgE2CAACCbwQSIuYBYjoGBcQ6QtgFiEQYGph4gXwfI5kmdlLfigK02E4/nrjgge9MBI/Fe//vWKQxIACh+"
          + "zMHw+7mbYu3aqZPy/xzwSHzdKrcjKHVSAdsBx0cfV/5+ngtkCzjoAkUDX7cC2VL2r0v2ZNX9vA1kqzh4bAZrBrL1Dmj"
          + "AzCmwOODy87bShacJQDPFHNSFYOb4HLA6CjUnX8vB3PcSSAIonuBgCnNnQZaD0aQNCkdmLwOySxx00sAAqD7ogJs7zP"
          + "yOA+bf2oE6vIDsSQ5uNhpfD/XHANUUHHAKcOw09z4OFF92wErUvubtxAwge4OD8WGhvOm9AUD2LgcZkMscO4HsIw4ab"
          + "Sp39aUWANnnDjgeharPX+OgC3amPFD80QF9drDjgOw3B9xePXRfJ1INZH874LoNqjdvhYPV5W2uC08dBLKfIPybr4Bw"
          + "c36Mg8l+65QomTVA9gwHcyCDw1AdyL6CHM6IcCvwQfi9oAPZzTB7GQYIgP2L7P4Bdg8AmMjpiA==";

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    out.reset();
    err.reset();
    String[] all = new String[words.length + 3];
    all[0] = "storage";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--data";
    all[words.length + 2] = directory.resolve("data").toString();
    return new Cli(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            "1",
            settings -> 0,
            relayed -> 0)
        .run(all);
  }

  private void file(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve("whisper").resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, bytes);
  }

  private static byte[] whisper() throws IOException {
    return new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(FILE)))
        .readAllBytes();
  }

  @Test
  void takesEachTimeFromTheFinestArchiveThatHasIt() throws IOException {
    file("servers/a.wsp", whisper());
    file("_tagged/0ab/1cd/disk_DOT_used;host=x.wsp", whisper());
    for (int i = 0; i < 2; i++) {
      assertThat(run("import-whisper", directory.resolve("whisper").toString())).isZero();
      assertThat(run("dump", "servers.*")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8).lines())
          .hasSize(27)
          .contains("servers.a 23.352 1704095640")
          .endsWith("servers.a -43.423 1704095990");
    }
    assertThat(run("dump", "disk.used;host=x")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(27);
  }

  @Test
  void namesFilesThatAreDamagedAndTakesTheOthers() throws IOException {
    byte[] bytes = whisper();
    file("a.wsp", bytes);
    file("b.wsp", java.util.Arrays.copyOf(bytes, 300));
    file("c.wsp", new byte[5000]);
    assertThat(run("import-whisper", directory.resolve("whisper").toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("b.wsp: ", "c.wsp: ", "points of 3 files taken, 2 refused");
    assertThat(run("dump", "a")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(27);
  }
}
