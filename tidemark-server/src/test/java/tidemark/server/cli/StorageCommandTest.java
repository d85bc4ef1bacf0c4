package tidemark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.storage.local.disk.RealDisk;

/** The commands on a real directory, one after the other as an operator would. */
class StorageCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    out.reset();
    err.reset();
    Cli cli =
        new Cli(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            "1",
            settings -> 0,
            relayed -> 0);
    String[] all =
        Stream.concat(
                Stream.of("storage"),
                Stream.concat(
                    Stream.of(words), Stream.of("--data", directory.resolve("data").toString())))
            .toArray(String[]::new);
    return cli.run(all);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void imports(String... lines) throws IOException {
    Path file = directory.resolve("lines");
    Files.write(file, List.of(lines));
    assertThat(run("import", file.toString())).as(this::err).isZero();
  }

  @Test
  void whatIsImportedIsDumpedAndExportedAgain() throws IOException {
    imports(
        "a.b 1.5 1700000000",
        "put cpu 1700000000123 9007199254740993 host=x dc=e",
        "cpu 1700000001 2.5 host=x dc=e");
    assertThat(run("dump", "a.*")).isZero();
    assertThat(out()).isEqualTo("a.b 1.5 1700000000\n");
    assertThat(run("export", "cpu;*")).isZero();
    assertThat(out())
        .isEqualTo(
            "cpu 1700000000123 9007199254740993 dc=e host=x\n"
                + "cpu 1700000001000 2.5 dc=e host=x\n");
    imports(out().lines().toArray(String[]::new));
    assertThat(run("export", "cpu;dc=e;host=x", "1700000001")).isZero();
    assertThat(out()).isEqualTo("cpu 1700000001000 2.5 dc=e host=x\n");
  }

  @Test
  void linesThatAreNoneAreNamedAndCounted() throws IOException {
    Path file = directory.resolve("lines");
    Files.write(file, List.of("a 1 1700000000", "a x 1700000000", "nothing"));
    assertThat(run("import", file.toString())).isEqualTo(1);
    assertThat(err()).contains("line 2", "line 3", "1 points taken, 2 lines refused");
  }

  /**
   * Of OpenTSDB 2.4's DumpSeries.appendImportCell: metric, time, value, tags in the row's order.
   */
  @Test
  void whatOpenTsdbsScanPrintsIsImported() throws IOException {
    imports(
        "sys.cpu 1700000000 42 host=web01 cpu=0",
        "sys.cpu 1700000010 -9223372036854775808 host=web01 cpu=0",
        "sys.cpu 1700000020500 4.199999809265137 host=web01 cpu=0",
        "sys.cpu 1700000030000 1.0E-4 host=web01 cpu=0");
    assertThat(run("export", "sys.cpu;*")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            sys.cpu 1700000000000 42 cpu=0 host=web01
            sys.cpu 1700000010000 -9223372036854775808 cpu=0 host=web01
            sys.cpu 1700000020500 4.199999809265137 cpu=0 host=web01
            sys.cpu 1700000030000 1.0E-4 cpu=0 host=web01
            """);
  }

  @Test
  void aDumpIntoAFileGoesOnAfterTheLastWholeSeries() throws IOException {
    imports("a 1 1700000000", "b 2 1700000000", "b 3 1700000060", "c 4 1700000000");
    Path file = directory.resolve("dump");
    Path mark = directory.resolve("dump.mark");
    assertThat(run("dump", "**", "--output", file.toString())).as(this::err).isZero();
    String all = Files.readString(file);
    assertThat(all).hasLineCount(4).startsWith("a 1.0 ");
    assertThat(mark).doesNotExist();

    Files.writeString(file, all.substring(0, all.indexOf("b 3"))); // killed inside of b
    Files.writeString(mark, all.indexOf("b 2") + "\ta\tstorage dump **\n");
    assertThat(run("dump", "a", "--output", file.toString())).isEqualTo(2);
    assertThat(err()).contains("dump.mark does not say that it is a part of storage dump a");
    assertThat(run("dump", "**", "--output", file.toString())).isZero();
    assertThat(err()).contains("dump: goes on after a");
    assertThat(file).hasContent(all);
    assertThat(mark).doesNotExist();
    assertThat(run("dump", "**", "--output", file.toString())).isEqualTo(2);
    assertThat(err()).contains("dump is there already").hasLineCount(1);
  }

  @Test
  void statsTellsSizesAndTheRule() throws IOException {
    imports("a.b 1 1700000000", "a.c 1 1700000000", "a.c 2 1700000060");
    assertThat(run("stats")).isZero();
    assertThat(out()).contains("series 2\n3 points, ").contains("  a.c: 2 points");
    assertThat(run("stats", "a.c")).isZero();
    assertThat(out())
        .contains("series 1\n2 points", "rule   kept for ever as it comes", "digits all");
  }

  @Test
  void checkFindsAFlippedBit() throws IOException {
    imports("a.b 1.25 1700000000", "a.c 1 1700000000");
    assertThat(run("check")).as(this::out).isZero();
    assertThat(out()).contains("1 blocks with 2 points and 0 points in the log: no damage");
    Path values = find("values.bin");
    byte[] bytes = Files.readAllBytes(values);
    bytes[bytes.length - 1] ^= 4;
    Files.write(values, bytes);
    assertThat(run("check")).isEqualTo(1);
    assertThat(out()).contains("values.bin");
  }

  @Test
  void aShortTailIsDamageUnlessAServerIsWritingIt() throws IOException {
    imports("a.b 1.25 1700000000");
    Files.write(find("names.log"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    assertThat(run("check")).isEqualTo(1);
    assertThat(out()).contains("3 damaged bytes at the end of names.log");
    Closeable server = new RealDisk(directory.resolve("data/local")).lock("LOCK");
    assertThat(run("check")).as(this::out).isZero();
    server.close();
  }

  private Path find(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
      return files.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
    }
  }

  @Test
  void aSnapshotIsRestoredAsItWas() throws IOException {
    imports("a.b 1 1700000000");
    Path snapshot = directory.resolve("snapshot");
    assertThat(run("snapshot", snapshot.toString())).isZero();
    imports("a.b 2 1700000000", "a.b 3 1700000060");
    assertThat(run("merge")).isZero();
    assertThat(run("restore", snapshot.toString())).isEqualTo(2);
    Files.move(directory.resolve("data/local"), directory.resolve("old"));
    assertThat(run("restore", snapshot.toString())).isZero();
    assertThat(run("dump", "a.b")).isZero();
    assertThat(out()).isEqualTo("a.b 1.0 1700000000\n");
  }

  @Test
  void purgeDeletesWhatIsMeant() throws IOException {
    imports("a.b 1 1700000000", "a.b 2 1700000060", "a.c 3 1700000000");
    assertThat(run("purge", "a.b", "1700000000", "1700000060")).isZero();
    assertThat(run("purge", "a.c")).isZero();
    assertThat(run("dump", "a.*")).isZero();
    assertThat(out()).isEqualTo("a.b 2.0 1700000060\n");
    assertThat(run("stats")).isZero();
    assertThat(out()).contains("\n1 points, "); // the others have left the disk too
  }

  @Test
  void aDirectoryOfANewerVersionIsRefusedInOneLine() throws IOException {
    imports("a.b 1 1700000000");
    Path snapshot = directory.resolve("snapshot");
    assertThat(run("snapshot", snapshot.toString())).isZero();
    Files.writeString(directory.resolve("data/local/FORMAT"), "tidemark-local 999\n");
    Files.writeString(snapshot.resolve("FORMAT"), "tidemark-local 999\n");
    for (String command : List.of("check", "stats", "merge", "dump **", "snapshot other")) {
      assertThat(run(command.split(" ", -1))).as(command).isEqualTo(2);
      assertThat(err()).as(command).contains("newer Tidemark (format 999").hasLineCount(1);
    }
    Files.move(directory.resolve("data/local"), directory.resolve("old"));
    assertThat(run("restore", snapshot.toString())).isEqualTo(2);
    assertThat(err()).contains("newer Tidemark (format 999");
    assertThat(directory.resolve("data/local")).doesNotExist();
  }

  @Test
  void aDataDirectoryOfAnotherVersionIsRefusedInOneLineByEveryCommand() throws IOException {
    imports("a.b 1 1700000000");
    Files.writeString(directory.resolve("data/version"), "999\n");
    for (String command :
        List.of(
            "check",
            "stats",
            "merge",
            "dump **",
            "export **",
            "purge **",
            "snapshot other",
            "restore other",
            "confirm-clock",
            "import lines",
            "import-whisper tree")) {
      assertThat(run(command.split(" ", -1))).as(command).isEqualTo(2);
      assertThat(err())
          .as(command)
          .contains("another version of Tidemark (layout 999")
          .hasLineCount(1);
    }
  }

  @Test
  void anImportThatWasBrokenOffGoesOnAndAChangedFileBeginsAnew() throws IOException {
    imports("x 1 1700000000"); // makes the directory
    Path local = directory.resolve("data/local");
    Path lines = directory.resolve("more");
    Files.write(lines, List.of("a 1 1700000000", "b 2 1700000000", "c 3 1700000000"));
    ImportMark.in(local).reached(lines, LineImport.stamp(lines), 2);
    assertThat(run("import", lines.toString())).isZero();
    assertThat(err()).contains("more: goes on after line 2 (without ", "1 points taken");
    assertThat(local.resolve("import.mark")).doesNotExist();
    assertThat(run("dump", "**")).isZero();
    assertThat(out()).isEqualTo("c 3.0 1700000000\nx 1.0 1700000000\n");

    ImportMark.in(local).reached(lines, LineImport.stamp(lines), 2);
    Files.write(lines, List.of("a 1 1700000000", "b 2 1700000000", "c 3 1700000000", "d 4 17"));
    assertThat(run("import", lines.toString())).isZero();
    assertThat(err()).doesNotContain("goes on").contains("4 points taken");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(run("check")).isEqualTo(2);
    assertThat(err()).contains("there is no local engine's data in");
    assertThat(run("import")).isEqualTo(2);
  }
}
