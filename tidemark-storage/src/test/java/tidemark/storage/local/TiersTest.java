package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Archive;
import tidemark.retention.ReplaceableRetentions;
import tidemark.retention.Retention;
import tidemark.retention.Retentions;
import tidemark.retention.Rollup;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.storage.local.disk.FaultyDisk.Fault;
import tidemark.storage.local.disk.FaultyDisk.Killed;
import tidemark.testing.Seeded;

/** Roll-ups that are stored: what they hold, and when raw points may go. */
@ExtendWith(Seeded.class)
class TiersTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long T = 1_699_999_200_000L; // a full hour
  private static final SeriesKey KEY = SeriesKey.of("m");

  private FaultyDisk disk = new FaultyDisk(new Random(1));
  private Instant now = Instant.ofEpochMilli(T);
  private Rollup method = Rollup.AVERAGE;
  private SeriesTable table = new SeriesTable();
  private ReplaceableRetentions retentions = new ReplaceableRetentions(Retentions.NONE);
  private LocalStorage storage;

  @BeforeEach
  void start() {
    storage = open();
  }

  private static Retentions rules(Rollup method) {
    List<Archive> archives =
        List.of(new Archive(10, 2160), new Archive(60, 10080), new Archive(3600, 8760));
    return new Retentions() {
      @Override
      public Optional<Retention> of(SeriesKey key) {
        return Optional.of(new Retention(archives, method, 0.5f));
      }

      @Override
      public String fingerprint() {
        return method.word();
      }
    };
  }

  private LocalStorage open() {
    table = new SeriesTable();
    retentions = new ReplaceableRetentions(rules(method));
    return LocalStorage.open(
        TestOptions.SMALL,
        new EngineContext(Path.of("unused"), retentions, table, () -> now, new Meters()),
        disk,
        () -> TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()));
  }

  private void restart() {
    disk = disk.restart();
    storage = open();
  }

  private void write(long time, double value) {
    Batch batch = new Batch(table);
    batch.add(table.resolve(KEY), time, value);
    storage.write(batch);
  }

  /** A point each 10 s of some minutes; its value is the number of the minute. */
  private void writeMinutes(long from, int minutes) {
    for (int i = 0; i < minutes * 6; i++) {
      write(from + i * 10_000L, i / 6);
    }
  }

  private TreeMap<Long, Double> read(long step, TimeRange range) {
    TreeMap<Long, Double> found = new TreeMap<>();
    storage.read(
        Fetch.raw(new Selector.Exact(KEY), range, now.toEpochMilli()).withStep(step),
        s -> {
          assertThat(s.step()).isEqualTo(step);
          for (int i = 0; i < s.points().size(); i++) {
            found.put(s.points().timestamp(i), s.points().value(i));
          }
        });
    return found;
  }

  private TreeMap<Long, Double> read(long step) {
    return read(step, TimeRange.ALL);
  }

  private void passes(long milliseconds) {
    now = now.plusMillis(milliseconds);
  }

  @Test
  void areThereBeforeAndAfterTheyAreStored() throws IOException {
    writeMinutes(T, 120);
    TreeMap<Long, Double> minutes = read(MINUTE);
    TreeMap<Long, Double> hours = read(HOUR);
    assertThat(minutes).hasSize(120).containsEntry(T + 7 * MINUTE, 7.0);
    assertThat(hours).hasSize(2).containsEntry(T, 29.5).containsEntry(T + HOUR, 89.5);
    storage.seal();
    assertThat(read(MINUTE)).isEqualTo(minutes);
    storage.merge();
    assertThat(disk.files()).anyMatch(f -> f.startsWith("tiers/3600/"));
    assertThat(read(MINUTE)).isEqualTo(minutes);
    assertThat(read(HOUR)).isEqualTo(hours);
    restart();
    assertThat(read(MINUTE)).isEqualTo(minutes);
    assertThat(read(HOUR)).isEqualTo(hours);
  }

  @Test
  void outliveTheirRawPoints() throws IOException {
    writeMinutes(T, 60);
    storage.seal();
    storage.merge();
    TreeMap<Long, Double> minutes = read(MINUTE);
    passes(10 * HOUR + HOUR);
    storage.merge();
    assertThat(disk.files()).noneMatch(f -> f.startsWith("blocks/"));
    assertThat(read(MINUTE)).isEqualTo(minutes);
    restart();
    assertThat(storage.catalog().names("", 10)).containsExactly("m");
    assertThat(read(MINUTE)).isEqualTo(minutes);
    passes(8 * 24 * HOUR);
    storage.merge();
    assertThat(read(MINUTE)).isEmpty();
    assertThat(read(HOUR)).containsExactly(java.util.Map.entry(T, 29.5));
    passes(366 * 24 * HOUR);
    storage.merge();
    assertThat(storage.catalog().names("", 10)).isEmpty();
    assertThat(disk.files()).noneMatch(f -> f.endsWith("MANIFEST"));
  }

  @Test
  void areRebuiltByLatePoints() throws IOException {
    writeMinutes(T, 60);
    storage.seal();
    storage.merge();
    passes(HOUR);
    write(T + 5 * MINUTE + 3_000, 11); // the slot has the greatest timestamp's
    write(T + 5 * MINUTE + 59_000, 17);
    for (int i = 0; i < 3; i++) {
      assertThat(read(MINUTE)).containsEntry(T + 5 * MINUTE, 8.0).hasSize(60);
      assertThat(read(HOUR)).containsEntry(T, (29.5 * 60 + 3) / 60);
      if (i == 0) {
        storage.seal();
      } else {
        storage.merge();
      }
    }
  }

  @Test
  void takeAPointThatIsTooLateForRawOnesAsItIs() throws IOException {
    writeMinutes(T, 60);
    storage.seal();
    storage.merge();
    passes(12 * HOUR);
    storage.merge();
    write(T + 5 * MINUTE, 99);
    write(T + 70 * MINUTE, 98);
    for (int i = 0; i < 3; i++) {
      assertThat(read(MINUTE))
          .containsEntry(T + 5 * MINUTE, 99.0)
          .containsEntry(T + 70 * MINUTE, 98.0)
          .containsEntry(T + 6 * MINUTE, 6.0)
          .hasSize(61);
      if (i == 0) {
        storage.seal();
      } else {
        storage.merge();
      }
    }
  }

  @Test
  void continueRawPointsBackwardsWhereNoStepIsAskedFor() throws IOException {
    writeMinutes(T, 60);
    storage.seal();
    storage.merge();
    passes(6 * HOUR + 30 * MINUTE);
    for (int i = 0; i < 2; i++) {
      TreeMap<Long, Double> found = read(0);
      assertThat(found.headMap(T + 30 * MINUTE)).hasSize(30);
      assertThat(found.tailMap(T + 30 * MINUTE)).hasSize(180);
      storage.merge();
    }
  }

  @Test
  void followAChangedRule() throws IOException {
    writeMinutes(T, 120);
    storage.seal();
    storage.merge();
    method = Rollup.MAX;
    restart();
    for (int i = 0; i < 2; i++) {
      assertThat(read(HOUR)).containsEntry(T, 59.0).containsEntry(T + HOUR, 119.0);
      storage.merge();
    }
  }

  @Test
  void followARuleThatChangesWhileTheyAreInUse() throws IOException {
    writeMinutes(T, 120);
    storage.seal();
    storage.merge();
    assertThat(read(HOUR)).containsEntry(T, 29.5);
    retentions.replace(rules(Rollup.MAX));
    for (int i = 0; i < 2; i++) {
      assertThat(read(HOUR)).containsEntry(T, 59.0).containsEntry(T + HOUR, 119.0);
      storage.merge();
    }
    method = Rollup.MAX;
    restart();
    assertThat(read(HOUR)).containsEntry(T, 59.0);
  }

  /** Killed at each call of rolling up by a changed rule, which is then taken back. */
  @Test
  void followARuleThatIsTakenBackHalfWay(Random random) throws IOException {
    for (int at = 0, done = 0; done < 3; at++) {
      disk = new FaultyDisk(random);
      method = Rollup.AVERAGE;
      storage = open();
      writeMinutes(T, 120);
      storage.seal();
      storage.merge();
      retentions.replace(rules(Rollup.MAX));
      disk.plan(Fault.KILL, at);
      try {
        storage.merge();
        done++;
      } catch (Killed e) {
        // as planned
      }
      restart();
      for (int i = 0; i < 2; i++) {
        assertThat(read(HOUR)).as("killed at call %d", at).containsEntry(T, 29.5);
        assertThat(read(MINUTE)).as("killed at call %d", at).hasSize(120);
        storage.merge();
      }
    }
  }

  /** A call fails, one after the other: the next round leaves nothing half written in any tier. */
  @Test
  void leaveNothingBehindWhenTheyFail(Random random) throws IOException {
    for (int at = 0, done = 0; done < 3; at++) {
      disk = new FaultyDisk(random);
      storage = open();
      writeMinutes(T, 60);
      storage.seal();
      disk.plan(Fault.FAIL, at);
      try {
        storage.merge();
        done++;
      } catch (IOException e) {
        // as planned
      }
      storage.merge();
      assertThat(disk.files())
          .as("failed at call %d", at)
          .noneMatch(f -> f.matches("tiers/.*\\.tmp/.*"));
      assertThat(read(MINUTE)).as("failed at call %d", at).hasSize(60);
      assertThat(read(HOUR)).as("failed at call %d", at).containsEntry(T, 29.5);
    }
  }

  @Test
  void loseDeletedPoints() throws IOException {
    writeMinutes(T, 60);
    storage.seal();
    storage.merge();
    passes(12 * HOUR);
    storage.merge();
    storage.delete(new Selector.Exact(KEY), new TimeRange(T, T + 10 * MINUTE));
    for (int i = 0; i < 3; i++) {
      assertThat(read(MINUTE)).hasSize(50);
      storage.seal();
      storage.merge();
    }
    storage.delete(new Selector.Exact(KEY), TimeRange.ALL);
    assertThat(storage.catalog().names("", 10)).isEmpty();
    write(now.toEpochMilli(), 1); // a sealing of nothing would leave the deletions in the log
    storage.seal();
    storage.merge();
    assertThat(disk.bytes("tombstones.log")).hasSize(24);
    restart();
    assertThat(read(0)).hasSize(1);
    assertThat(read(HOUR)).isEmpty();
  }

  /** Killed at each call of rolling up and merging: the tiers are the same before and after. */
  @Test
  void surviveAKillAtAnyCall(Random random) throws IOException {
    for (int at = 0, done = 0; done < 3; at++) {
      disk = new FaultyDisk(random);
      now = Instant.ofEpochMilli(T);
      storage = open();
      writeMinutes(T, 60);
      storage.seal();
      storage.merge();
      writeMinutes(T + 30 * MINUTE, 60);
      storage.seal();
      passes(12 * HOUR);
      TreeMap<Long, Double> minutes = read(MINUTE);
      TreeMap<Long, Double> hours = read(HOUR);
      disk.plan(Fault.KILL, at);
      try {
        storage.merge();
        done++;
      } catch (Killed e) {
        // as planned
      }
      restart();
      assertThat(read(MINUTE)).as("killed at call %d", at).isEqualTo(minutes);
      assertThat(read(HOUR)).as("killed at call %d", at).isEqualTo(hours);
      storage.merge();
      assertThat(read(MINUTE)).as("killed at call %d, merged", at).isEqualTo(minutes);
      assertThat(read(HOUR)).as("killed at call %d, merged", at).isEqualTo(hours);
      assertThat(disk.files()).noneMatch(f -> f.startsWith("blocks/"));
    }
  }
}
