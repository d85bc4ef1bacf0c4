package tidemark.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidemark.model.Batch;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.server.config.Settings;
import tidemark.storage.local.LocalStorage;
import tidemark.storage.local.tool.WhisperFile;

/**
 * Takes the points of a tree of whisper files: {@code servers/web01/load.wsp} is the series
 * servers.web01.load, and below {@code _tagged} carbon's file names say the series. Each point
 * comes from the finest archive that has its time. Taking a file again changes nothing; an import
 * that was broken off goes on at its last {@link ImportMark}.
 */
final class WhisperImport {
  /** Files from one mark to the next. */
  private static final int MARKED = 1000;

  private final Progress.Place place;
  private final PrintStream err;
  private long points;

  WhisperImport(Progress.Place place) {
    this.place = place;
    this.err = place.err();
  }

  int run(Path tree, Settings settings) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(tree)) {
      files = all.filter(f -> f.toString().endsWith(".wsp")).sorted().toList();
    }
    SeriesTable table = new SeriesTable();
    int refused = 0;
    try (LocalStorage storage = EngineRules.open(settings, table)) {
      Batch batch = new Batch(table);
      ImportMark mark = ImportMark.in(settings.data().resolve("local"));
      String stamp = files.size() + " files";
      int done = (int) mark.done(tree, stamp);
      if (done > 0) {
        err.println(mark.goesOn(tree, "file", done));
      }
      Progress progress = place.of(tree.toString());
      for (int i = done; i < files.size(); i++) {
        try {
          points += take(files.get(i), key(tree, files.get(i)), batch, storage);
        } catch (IOException | InvalidInputException | IllegalArgumentException e) {
          refused++;
          err.println(files.get(i) + ": " + e.getMessage());
        }
        progress.at(i + 1, files.size(), () -> points + " points");
        if ((i + 1) % MARKED == 0) {
          storage.sync();
          mark.reached(tree, stamp, i + 1);
        }
      }
      storage.sync();
      mark.clear();
      progress.end(points + " points");
    }
    err.println(points + " points of " + files.size() + " files taken, " + refused + " refused");
    return refused == 0 ? Cli.OK : Cli.FAILED;
  }

  private static SeriesKey key(Path tree, Path file) {
    Path relative = tree.relativize(file);
    String text = relative.toString();
    text = text.substring(0, text.length() - ".wsp".length());
    if (relative.startsWith("_tagged")) {
      // _tagged/HASH/HASH/name;key=value, each dot as _DOT_
      return SeriesKey.parse(text.substring(text.lastIndexOf('/') + 1).replace("_DOT_", "."));
    }
    return SeriesKey.parse(text.replace('/', '.'));
  }

  private static int take(Path file, SeriesKey key, Batch batch, LocalStorage storage)
      throws IOException {
    Map<Long, Double> points = WhisperFile.points(file);
    int id = batch.table().resolve(key);
    points.forEach((seconds, value) -> batch.add(id, seconds * 1000, value));
    storage.write(batch);
    batch.clear();
    return points.size();
  }
}
