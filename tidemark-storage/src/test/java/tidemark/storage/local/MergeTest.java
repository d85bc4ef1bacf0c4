package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.local.disk.RealDisk;

/** Merging, retiring of deletions and expiry on real files, without threads. */
class MergeTest {
  private static final long T = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;

  @TempDir Path directory;
  private Instant now = Instant.ofEpochMilli(T);
  private Retentions retentions = Retentions.NONE;
  private SeriesTable table = new SeriesTable();
  private LocalStorage storage;

  @BeforeEach
  void start() {
    storage = open();
  }

  private LocalStorage open() {
    table = new SeriesTable();
    InstantSource clock = () -> now;
    try {
      return LocalStorage.open(
          TestOptions.SMALL,
          new EngineContext(directory, key -> retentions.of(key), table, clock, new Meters()),
          new RealDisk(directory),
          () -> TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void reopen() {
    storage.close();
    storage = open();
  }

  private void write(String series, long time, double value) {
    Batch batch = new Batch(table);
    batch.add(table.resolve(SeriesKey.of(series)), time, value);
    storage.write(batch);
  }

  private Map<String, List<Double>> stored() {
    Map<String, List<Double>> found = new TreeMap<>();
    storage.read(
        Fetch.raw(new Selector.All(), TimeRange.ALL, now.toEpochMilli()),
        s ->
            found.put(
                s.key().name(),
                Stream.iterate(0, i -> i < s.points().size(), i -> i + 1)
                    .map(i -> s.points().value(i))
                    .toList()));
    return found;
  }

  private long blocks() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("blocks"))) {
      return files.filter(f -> f.endsWith("MANIFEST")).count();
    }
  }

  @Test
  void blocksOfADayBecomeOneAndTheLaterWriteWins() throws IOException {
    for (int i = 0; i < 5; i++) {
      write("a", T, i);
      write("a", T + 1000 * i + 1000, 10 + i);
      write("b", T + i, i);
      storage.seal();
    }
    assertThat(blocks()).isEqualTo(5);
    Map<String, List<Double>> before = stored();
    storage.merge();
    assertThat(blocks()).isEqualTo(1);
    assertThat(before.get("a")).containsExactly(4.0, 10.0, 11.0, 12.0, 13.0, 14.0);
    assertThat(stored()).isEqualTo(before);
    reopen();
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void deletionsAreRetiredOnceNoBlockHasTheirPoints() throws IOException {
    write("a", T, 1);
    write("a", T + 1, 2);
    storage.seal();
    storage.delete(new Selector.Exact(SeriesKey.of("a")), new TimeRange(T, T + 1));
    write("b", T, 3);
    storage.seal();
    long kept = Files.size(directory.resolve("tombstones.log"));
    storage.merge();
    assertThat(Files.size(directory.resolve("tombstones.log"))).isEqualTo(24).isLessThan(kept);
    assertThat(stored()).isEqualTo(Map.of("a", List.of(2.0), "b", List.of(3.0)));
    reopen();
    assertThat(stored()).isEqualTo(Map.of("a", List.of(2.0), "b", List.of(3.0)));
    write("a", T, 4);
    assertThat(stored()).containsEntry("a", List.of(4.0, 2.0));
  }

  @Test
  void pointsOlderThanTheirRetentionDisappearAndTheirNamesWithThem() throws IOException {
    Retention day = new Retention(List.of(new Archive(60, 1440)), Rollup.AVERAGE, 0.5f);
    retentions = key -> key.name().equals("kept") ? Optional.empty() : Optional.of(day);
    write("old", T, 1);
    write("both", T, 2);
    write("kept", T, 3);
    storage.seal();
    now = now.plusMillis(23 * HOUR);
    write("both", now.toEpochMilli(), 4);
    assertThat(stored().keySet()).containsExactly("both", "kept", "old");

    now = now.plusMillis(2 * HOUR);
    assertThat(stored()).isEqualTo(Map.of("both", List.of(4.0), "kept", List.of(3.0)));
    storage.merge();
    assertThat(storage.catalog().names("", 10)).containsExactly("both", "kept");
    reopen();
    storage.merge();
    assertThat(storage.catalog().names("", 10)).containsExactly("both", "kept");

    retentions = key -> Optional.of(day);
    reopen();
    storage.seal();
    now = now.plusMillis(24 * HOUR);
    storage.merge();
    assertThat(blocks()).isZero();
    assertThat(storage.catalog().names("", 10)).isEmpty();
  }
}
