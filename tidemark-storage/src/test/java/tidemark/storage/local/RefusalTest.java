package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.StorageException;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.storage.local.disk.FaultyDisk.Fault;

/** When writes are refused or held back, and that they are taken again. */
class RefusalTest {
  private static final long T = 1_700_000_000_000L;

  private final FaultyDisk disk = new FaultyDisk(new Random(1));
  private final SeriesTable table = new SeriesTable();

  private LocalStorage open(Duration sync, long head, long reserve) {
    LocalOptions options =
        new LocalOptions(sync, head, 1 << 20, Duration.ofHours(2), reserve, Duration.ofSeconds(30));
    return LocalStorage.open(
        options,
        new EngineContext(
            Path.of("unused"), Retentions.NONE, table, InstantSource.system(), new Meters()),
        disk);
  }

  private Batch batch(int points, long from) {
    Batch batch = new Batch(table);
    int id = table.resolve(SeriesKey.of("a"));
    for (int i = 0; i < points; i++) {
      batch.add(id, from + i, i);
    }
    return batch;
  }

  private static long count(LocalStorage storage) {
    long[] n = new long[1];
    storage.read(Fetch.raw(new Selector.All(), TimeRange.ALL, T), s -> n[0] += s.points().size());
    return n[0];
  }

  @Test
  void belowTheReserveWritesAreRefusedAndReadsGoOn() {
    LocalStorage storage = open(Duration.ofSeconds(1), 16 << 20, 100);
    storage.write(batch(1, T));
    disk.usable(99);
    storage.background().tick();
    assertThatThrownBy(() -> storage.write(batch(1, T + 1)))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.LIMIT))
        .hasMessageContaining("storage.reserve");
    assertThat(storage.health().writable()).isFalse();
    assertThat(count(storage)).isEqualTo(1);

    disk.usable(100);
    storage.background().tick();
    assertThat(storage.health().writable()).isTrue();
    storage.write(batch(1, T + 1));
    assertThat(count(storage)).isEqualTo(2);
  }

  @Test
  void afterAFailedSyncWritesAreRefusedUntilBlocksHoldThePoints() {
    LocalStorage storage = open(Duration.ofSeconds(1), 16 << 20, 0);
    storage.write(batch(3, T));
    disk.plan(Fault.FAIL, 0);
    storage.background().tick();
    assertThat(storage.health().writable()).isFalse();
    assertThat(storage.health().problems().getFirst()).contains("could not be synced");
    assertThatThrownBy(() -> storage.write(batch(1, T + 9)))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.UNAVAILABLE));

    assertThat(storage.background().sealIfDue()).isTrue();
    storage.background().tick();
    assertThat(storage.health().writable()).isTrue();
    storage.write(batch(1, T + 9));
    storage.sync();
    disk.losePower();
    assertThat(count(storage)).isEqualTo(4);
  }

  @Test
  void syncAlwaysSurvivesLossOfPowerWithoutASync() {
    LocalStorage storage = open(Duration.ZERO, 16 << 20, 0);
    storage.write(batch(5, T));
    Rig after = new Rig(disk.losePower());
    assertThat(after.state().points().get("a")).hasSize(5);
  }

  @Test
  @Timeout(60)
  void aFullHeadHoldsWritersBackUntilItIsSealed() throws IOException, InterruptedException {
    LocalStorage storage = open(Duration.ofSeconds(1), 0, 0);
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              for (int i = 0; i < 60; i++) {
                storage.write(batch(10_000, T + i * 10_000L));
              }
            });
    while (writer.getState() != Thread.State.TIMED_WAITING) {
      assertThat(writer.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    assertThat(count(storage)).isLessThan(600_000);
    while (writer.isAlive()) {
      storage.seal();
      writer.join(10);
    }
    assertThat(count(storage)).isEqualTo(600_000);
  }
}
