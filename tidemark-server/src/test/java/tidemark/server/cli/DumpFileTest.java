package tidemark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.model.SeriesKey;

class DumpFileTest {
  private static final int SERIES = 40;

  @TempDir Path directory;

  /** Half a mebibyte. */
  private static String text(int series) {
    return ("s" + (10 + series) + " 1 17\n").repeat(1 << 16);
  }

  /** Writes the series after some other, up to one. */
  private static void write(DumpFile file, @Nullable SeriesKey after, int until)
      throws IOException {
    for (int i = 0; i < until; i++) {
      SeriesKey key = SeriesKey.of("s" + (10 + i));
      if (after == null || key.compareTo(after) > 0) {
        file.writer().write(text(i));
        file.wrote(key);
      }
    }
  }

  @Test
  void aFileThatWasBrokenOffIsContinuedWithoutDoubling() throws IOException {
    Path path = directory.resolve("f");
    for (int until : new int[] {25, 35}) {
      try (DumpFile file = new DumpFile(path, "dump x")) {
        write(file, file.last(), until);
        file.writer().write("s99 a line that is not whole");
        file.writer().flush();
      } // as when the process is killed
    }
    try (DumpFile file = new DumpFile(path, "dump x")) {
      assertThat(String.valueOf(file.last())).isBetween("s25", "s45");
      write(file, file.last(), SERIES);
      file.complete();
    }
    var whole = new StringBuilder();
    for (int i = 0; i < SERIES; i++) {
      whole.append(text(i));
    }
    assertThat(Files.readString(path).equals(whole.toString())).isTrue();
    assertThat(directory.resolve("f.mark")).doesNotExist();
  }
}
