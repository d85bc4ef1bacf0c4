package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Archive;
import tidemark.retention.Retention;
import tidemark.retention.Retentions;
import tidemark.retention.Rollup;
import tidemark.storage.Downsample;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.local.disk.RealDisk;
import tidemark.storage.local.tool.Checker;
import tidemark.testing.Point;

/**
 * A directory that an earlier version wrote is read as it was written: format-1.zip to format-3.zip
 * were made by {@link #write} and are never made again. A new format gets a zip of its own:
 * -Dtidemark.format=DIR leaves today's directory there.
 */
class KeptFormatTest {
  private static final long T = 1_699_999_200_000L;
  private static final Retention RETENTION =
      new Retention(List.of(new Archive(10, 2160), new Archive(60, 10080)), Rollup.AVERAGE, 0.5f);

  @TempDir Path directory;
  private Instant now = Instant.ofEpochMilli(T);
  private SeriesTable table = new SeriesTable();

  private LocalStorage open(Path where) throws IOException {
    table = new SeriesTable();
    Retentions retentions =
        key -> key.name().startsWith("tier") ? Optional.of(RETENTION) : Optional.empty();
    return LocalStorage.open(
        TestOptions.withSegments(1 << 20),
        new EngineContext(where, retentions, table, () -> now, new Meters()),
        new RealDisk(where),
        () -> TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()));
  }

  /** Blocks of every kind of column, tiers, deletions in file and log, and a log to replay. */
  private void write(LocalStorage storage, int format) throws IOException {
    Random random = new Random(7);
    Random newer = new Random(8);
    double walk = 100;
    double even = 0;
    double crowded = 0;
    for (int part = 0; part < 3; part++) {
      Batch batch = new Batch(table);
      for (int i = 0; i < 300; i++) {
        long time = T + (part * 300L + i) * 10_000;
        batch.add(table.resolve(SeriesKey.of("walk")), time, random.nextInt(1000) / 10.0);
        batch.add(table.resolve(SeriesKey.of("tier.a")), time, i);
        batch.add(
            table.resolve(SeriesKey.parse("full;host=x")), time + i % 3, random.nextGaussian());
        batch.addInteger(table.resolve(SeriesKey.of("count")), time, (1L << 60) + i);
        if (format > 1) {
          walk += newer.nextGaussian();
          even += newer.nextInt(20_000);
          crowded += Math.rint(newer.nextGaussian() * 40);
          batch.add(table.resolve(SeriesKey.of("ordered")), time, walk);
          batch.add(table.resolve(SeriesKey.of("phase-in")), time, even);
          batch.add(table.resolve(SeriesKey.of("rice")), time, crowded);
        }
      }
      storage.write(batch);
      if (part < 2) {
        storage.seal();
        storage.merge();
        storage.delete(
            new Selector.Exact(SeriesKey.of("walk")), new TimeRange(T, T + 50_000L * (part + 1)));
      }
    }
    storage.delete(new Selector.Exact(SeriesKey.of("count")), new TimeRange(T, T + 100_000));
  }

  private TreeMap<String, List<Point>> read(LocalStorage storage, long step) {
    TreeMap<String, List<Point>> found = new TreeMap<>();
    storage.read(
        Fetch.raw(new Selector.All(), TimeRange.ALL, T).withStep(step),
        s -> found.put(s.key().toString(), Point.all(s.points())));
    return found;
  }

  /** The greatest value of each hour, from summaries where there are some. */
  private TreeMap<String, List<Point>> hours(LocalStorage storage) {
    TreeMap<String, List<Point>> found = new TreeMap<>();
    storage.read(
        Fetch.raw(new Selector.All(), TimeRange.ALL, T)
            .withDownsample(new Downsample(3_600_000, 0, Downsample.Function.MAX)),
        s -> found.put(s.key().toString(), Point.all(s.points())));
    return found;
  }

  @Test
  void format1IsReadAsItWasWritten() throws IOException {
    isReadAsItWasWritten(1, directory.resolve("fresh"));
  }

  @Test
  void format2IsReadAsItWasWritten() throws IOException {
    isReadAsItWasWritten(2, directory.resolve("fresh"));
  }

  @Test
  void format3IsReadAsItWasWritten() throws IOException {
    String keep = System.getProperty("tidemark.format");
    isReadAsItWasWritten(3, keep == null ? directory.resolve("fresh") : Path.of(keep));
  }

  private void isReadAsItWasWritten(int format, Path fresh) throws IOException {
    LocalStorage today = open(fresh);
    write(today, format);
    unzip("/format-" + format + ".zip", directory.resolve("kept"));
    LocalStorage kept = open(directory.resolve("kept"));
    for (int i = 0; i < 2; i++) {
      assertThat(read(kept, 0)).isEqualTo(read(today, 0));
      assertThat(read(kept, 60_000)).isEqualTo(read(today, 60_000));
      assertThat(hours(kept)).isEqualTo(hours(today));
      kept.seal();
      kept.merge();
    }
    kept.close();
    assertThat(directory.resolve("kept/FORMAT")).hasContent("tidemark-local 3\n");
    today.close(false);
    Checker.Result result =
        new Checker(new RealDisk(directory.resolve("kept")), problem -> {}).run((done, all) -> {});
    assertThat(result.problems()).isZero();
    assertThat(result.points()).isPositive();
  }

  private void unzip(String resource, Path to) {
    try (InputStream in = KeptFormatTest.class.getResourceAsStream(resource);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = to.resolve(entry.getName()).normalize();
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.write(file, zip.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
