package tidemark.server.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.server.config.Settings;
import tidemark.storage.Fetch;
import tidemark.storage.local.LocalStorage;

/**
 * {@code storage dump} and {@code storage export}: the points of some series as lines, series by
 * series in the order of their texts, on standard output or into a {@link DumpFile}.
 */
final class PointsDump {
  private final boolean opentsdb;
  private final PointSelection selection;
  private final Settings settings;
  private final @Nullable Progress progress;

  /**
   * One of the two.
   *
   * @param opentsdb whether it is export
   * @param progress null to show none
   */
  PointsDump(
      boolean opentsdb, PointSelection selection, Settings settings, @Nullable Progress progress) {
    this.opentsdb = opentsdb;
    this.selection = selection;
    this.settings = settings;
    this.progress = progress;
  }

  /** To standard output; false if it takes no more. */
  boolean print(PrintStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    write(writer, null, key -> {});
    writer.flush();
    return !out.checkError();
  }

  /**
   * Into a file, or what is missing there.
   *
   * @param err hears where it goes on
   */
  void save(Path file, PrintStream err) throws IOException {
    String what = "storage " + (opentsdb ? "export " : "dump ") + selection.text();
    try (DumpFile dump = new DumpFile(file, what)) {
      SeriesKey last = dump.last();
      if (last != null) {
        err.println(file + ": goes on after " + last);
      }
      write(dump.writer(), last, dump::wrote);
      dump.complete();
    }
  }

  /** Hears that all of a series is written. */
  private interface Wrote {
    void series(SeriesKey key) throws IOException;
  }

  private void write(Writer writer, @Nullable SeriesKey after, Wrote wrote) throws IOException {
    LineWriter lines = new LineWriter(writer, opentsdb);
    try (LocalStorage storage = EngineRules.open(settings)) {
      List<SeriesKey> keys =
          storage.catalog().find(selection.selector(), selection.range(), Integer.MAX_VALUE);
      for (int i = 0; i < keys.size(); i++) {
        SeriesKey key = keys.get(i);
        if (after == null || key.compareTo(after) > 0) {
          storage.read(Fetch.raw(new Selector.Exact(key), selection.range(), 0), lines::write);
          wrote.series(key);
        }
        if (progress != null) {
          progress.at(i + 1, keys.size(), () -> lines.written() + " points");
        }
      }
    }
    if (progress != null) {
      progress.end(lines.written() + " points");
    }
  }
}
