package tidemark.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far an import got, so that one that was broken off goes on there: {@code import.mark} in the
 * engine's directory, a line {@code DONE TAB STAMP TAB SOURCE} for each source. It is written after
 * the points it speaks of are on stable storage, and deleted when all is done.
 */
final class ImportMark {
  private static final String FILE = "import.mark";

  /**
   * A mark.
   *
   * @param stamp what the source looked like; another one means to begin anew
   */
  private record Mark(long done, String stamp) {}

  private final Path file;
  private final Map<String, Mark> marks = new LinkedHashMap<>();

  /** The marks in an engine's directory. */
  static ImportMark in(Path directory) throws IOException {
    ImportMark mark = new ImportMark(directory.resolve(FILE));
    if (Files.exists(mark.file)) {
      for (String line : Files.readAllLines(mark.file)) {
        String[] words = line.split("\t", 3);
        if (words.length == 3 && words[0].matches("\\d{1,18}")) {
          mark.marks.put(words[2], new Mark(Long.parseLong(words[0]), words[1]));
        }
      }
    }
    return mark;
  }

  private ImportMark(Path file) {
    this.file = file;
  }

  /** How much of a source was taken by an import that was broken off. */
  long done(Path source, String stamp) {
    Mark mark = marks.get(key(source));
    return mark == null || !mark.stamp().equals(stamp) ? 0 : mark.done();
  }

  /** Says that it goes on, and how to have it begin anew. */
  String goesOn(Path source, String unit, long done) {
    return source
        + ": goes on after "
        + unit
        + ' '
        + done
        + " (without "
        + file
        + " it begins anew)";
  }

  /** Notes how much was taken; the points are synced. */
  void reached(Path source, String stamp, long done) throws IOException {
    marks.put(key(source), new Mark(done, stamp));
    Path beside = file.resolveSibling(FILE + ".tmp");
    Files.writeString(
        beside,
        marks.entrySet().stream()
            .map(e -> e.getValue().done() + "\t" + e.getValue().stamp() + "\t" + e.getKey() + "\n")
            .collect(Collectors.joining()));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Everything was taken. */
  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  private static String key(Path source) {
    return source.toAbsolutePath().normalize().toString();
  }
}
