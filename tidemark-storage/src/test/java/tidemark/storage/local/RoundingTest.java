package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Retentions;
import tidemark.retention.Roundings;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.testing.Point;

/** Points lose digits, where the rules say so, on their way into blocks and nowhere else. */
class RoundingTest {
  @TempDir Path directory;
  private final SeriesTable table = new SeriesTable();
  private final AtomicReference<Roundings> rules = new AtomicReference<>(Roundings.NONE);
  private LocalStorage storage = open();

  private LocalStorage open() {
    return LocalStorage.open(
        TestOptions.SMALL,
        new EngineContext(
            Path.of("unused"),
            Retentions.NONE,
            rules::get,
            table,
            InstantSource.fixed(Instant.ofEpochMilli(Rig.T)),
            new Meters()),
        new FaultyDisk(new Random(1)));
  }

  @BeforeEach
  void setRules() throws IOException {
    rules("[short]\npattern = ^short\ndigits = 3\n");
  }

  private void rules(String text) throws IOException {
    rules.set(Roundings.load(Files.writeString(directory.resolve("rounding"), text)));
  }

  private void write(String series, Point... points) {
    Batch batch = new Batch(table);
    for (Point point : points) {
      point.addTo(batch, table.resolve(SeriesKey.of(series)));
    }
    storage.write(batch);
  }

  private List<Point> read(String series) {
    List<Point> points = new ArrayList<>();
    storage.read(
        Fetch.raw(new Selector.Exact(SeriesKey.of(series)), TimeRange.ALL, Rig.T),
        s -> points.addAll(Point.all(s.points())));
    return points;
  }

  private static Point p(long second, double value) {
    return Point.of(Rig.T + second * 1000, value);
  }

  @Test
  void roundsWhatTheRulesNameWhenItIsSealed() throws IOException {
    Point integer = Point.integer(Rig.T + 3000, (1L << 60) + 1);
    write("short", p(0, Math.PI), p(1, Double.NaN), p(2, 123456), integer);
    write("other", p(0, Math.PI));
    assertThat(read("short"))
        .containsExactly(p(0, Math.PI), p(1, Double.NaN), p(2, 123456), integer);
    storage.seal();
    assertThat(read("short")).containsExactly(p(0, 3.14), p(1, Double.NaN), p(2, 123456), integer);
    assertThat(read("other")).containsExactly(p(0, Math.PI));
  }

  @Test
  void laterWritesHoldWhetherRoundedOrNot() throws IOException {
    write("short", p(0, Math.PI), p(1, Math.E));
    storage.seal();
    write("short", p(0, Math.PI + 1e-9));
    assertThat(read("short")).containsExactly(p(0, Math.PI + 1e-9), p(1, 2.72));
    storage.seal();
    storage.merge();
    assertThat(read("short")).containsExactly(p(0, 3.14), p(1, 2.72));
  }

  @Test
  void newRuleReachesOldPointsWithTheirNextMergeAndTakesNothingBack() throws IOException {
    write("short", p(0, Math.PI));
    write("other", p(0, Math.PI));
    storage.seal();
    rules("[other]\npattern = ^other\ndecimals = 1\n");
    write("other", p(1, Math.E));
    write("short", p(1, Math.E));
    storage.seal();
    assertThat(read("other")).containsExactly(p(0, Math.PI), p(1, 2.7));
    storage.merge();
    assertThat(read("other")).containsExactly(p(0, 3.1), p(1, 2.7));
    assertThat(read("short")).containsExactly(p(0, 3.14), p(1, Math.E));
  }
}
