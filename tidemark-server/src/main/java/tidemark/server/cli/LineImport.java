package tidemark.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tidemark.model.Batch;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.Tags;
import tidemark.server.config.Settings;
import tidemark.storage.local.LocalStorage;

/**
 * Takes files of lines as {@link LineWriter} makes them, and as OpenTSDB's {@code scan --import}
 * does: {@code name value seconds}, or {@code metric time value key=value ...} with seconds or
 * milliseconds, with or without {@code put} before it; gzip by the name's end. Taking a line again
 * changes nothing; an import that was broken off goes on at its last {@link ImportMark}.
 */
final class LineImport {
  private static final int BATCH = 10_000;

  /** Lines from one mark to the next. */
  private static final int MARKED = 100 * BATCH;

  private final Progress.Place place;
  private final PrintStream err;
  private long taken;
  private long refused;

  LineImport(Progress.Place place) {
    this.place = place;
    this.err = place.err();
  }

  int run(List<String> files, Settings settings) throws IOException, UsageException {
    if (files.isEmpty()) {
      throw new UsageException("expected storage import FILE...");
    }
    SeriesTable table = new SeriesTable();
    try (LocalStorage storage = EngineRules.open(settings, table)) {
      ImportMark mark = ImportMark.in(settings.data().resolve("local"));
      for (String file : files) {
        read(Path.of(file), new Batch(table), storage, mark);
      }
      storage.sync();
      mark.clear();
    }
    err.println(taken + " points taken, " + refused + " lines refused");
    return refused == 0 ? Cli.OK : Cli.FAILED;
  }

  private void read(Path file, Batch batch, LocalStorage storage, ImportMark mark)
      throws IOException {
    String stamp = stamp(file);
    long done = mark.done(file, stamp);
    if (done > 0) {
      err.println(mark.goesOn(file, "line", done));
    }
    Progress progress = place.of(file.toString());
    long size = Files.size(file);
    try (CountedInput raw = new CountedInput(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number > done) {
          take(file, number, line, batch);
        }
        if (batch.size() == BATCH) {
          storage.write(batch);
          batch.clear();
          progress.at(raw.count(), size, () -> taken + " points");
        }
        if (number > done && number % MARKED == 0) {
          storage.write(batch);
          batch.clear();
          storage.sync();
          mark.reached(file, stamp, number);
        }
      }
      storage.write(batch);
      storage.sync();
      mark.reached(file, stamp, number);
    }
    progress.end(taken + " points");
  }

  /** What a file looks like, for its {@link ImportMark}. */
  static String stamp(Path file) throws IOException {
    return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
  }

  private void take(Path file, long number, String line, Batch batch) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    try {
      add(line.strip().split("\\s+", -1), batch);
      taken++;
    } catch (IllegalArgumentException | InvalidInputException e) {
      if (refused++ < 10) {
        err.println(file + " line " + number + ": " + e.getMessage() + ": " + line);
      }
    }
  }

  private static void add(String[] words, Batch batch) {
    int first = words[0].equals("put") ? 1 : 0;
    int n = words.length - first;
    if (n == 3) {
      double value = Double.parseDouble(words[first + 1]);
      long time = ((long) Double.parseDouble(words[first + 2])) * 1000;
      batch.add(batch.table().resolve(SeriesKey.parse(words[first])), time, value);
    } else if (n > 3) {
      String[] tags = new String[2 * (n - 3)];
      for (int i = 0; i < n - 3; i++) {
        String word = words[first + 3 + i];
        int equals = word.indexOf('=');
        if (equals < 0) {
          throw new InvalidInputException("no key=value");
        }
        tags[2 * i] = word.substring(0, equals);
        tags[2 * i + 1] = word.substring(equals + 1);
      }
      long time = Long.parseLong(words[first + 1]);
      time = time > 0xffff_ffffL ? time : time * 1000;
      int id = batch.table().resolve(SeriesKey.of(words[first], Tags.of(tags)));
      String value = words[first + 2];
      if (value.matches("[+-]?\\d+")) {
        batch.addInteger(id, time, Long.parseLong(value));
      } else {
        batch.add(id, time, Double.parseDouble(value));
      }
    } else {
      throw new InvalidInputException("neither name value time nor metric time value tags");
    }
  }
}
