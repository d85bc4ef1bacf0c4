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
 * milliseconds, with or without {@code put} before it; gzip by the name's end. Taking a file again
 * changes nothing, so an import that was broken off is simply repeated.
 */
final class LineImport {
  private static final int BATCH = 10_000;

  private final PrintStream err;
  private long taken;
  private long refused;

  LineImport(PrintStream err) {
    this.err = err;
  }

  int run(List<String> files, Settings settings) throws IOException, UsageException {
    if (files.isEmpty()) {
      throw new UsageException("expected storage import FILE...");
    }
    SeriesTable table = new SeriesTable();
    try (LocalStorage storage = EngineRules.open(settings, table)) {
      Batch batch = new Batch(table);
      for (String file : files) {
        read(Path.of(file), batch, storage);
      }
      storage.write(batch);
    }
    err.println(taken + " points taken, " + refused + " lines refused");
    return refused == 0 ? Cli.OK : Cli.FAILED;
  }

  private void read(Path file, Batch batch, LocalStorage storage) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        try {
          add(line.strip().split("\\s+", -1), batch);
          taken++;
        } catch (IllegalArgumentException | InvalidInputException e) {
          if (refused++ < 10) {
            err.println(file + " line " + number + ": " + e.getMessage() + ": " + line);
          }
        }
        if (batch.size() == BATCH) {
          storage.write(batch);
          batch.clear();
          progress(file, number);
        }
      }
    }
  }

  private void progress(Path file, long number) {
    if (number % 1_000_000 < BATCH) {
      err.println(file + ": " + number + " lines, " + taken + " points taken");
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
