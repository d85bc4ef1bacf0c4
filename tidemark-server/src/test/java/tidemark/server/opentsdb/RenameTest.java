package tidemark.server.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.Catalog;
import tidemark.storage.Fetch;
import tidemark.storage.Health;
import tidemark.storage.Storage;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.memory.MemoryStorage;
import tidemark.storage.records.RecordJournal;

/** Renames of uids, cut short after each write and deletion and finished by the next process. */
class RenameTest {
  private static final int SERIES = 3;
  private static final int POINTS = 10;

  @TempDir Path directory;

  /** Fails for good after some writes and deletions, as a process that dies. */
  private record Dying(Storage storage, int[] left) implements Storage {
    private void step() {
      if (left[0]-- <= 0) {
        throw new StorageException(Reason.CLOSED, "died");
      }
    }

    @Override
    public void write(Batch batch) {
      step();
      storage.write(batch);
    }

    @Override
    public void read(Fetch fetch, Consumer<Series> out) {
      storage.read(fetch, out);
    }

    @Override
    public void delete(Selector selector, TimeRange range) {
      step();
      storage.delete(selector, range);
    }

    @Override
    public void sync() {
      step();
      storage.sync();
    }

    @Override
    public Catalog catalog() {
      return storage.catalog();
    }

    @Override
    public Health health() {
      return storage.health();
    }

    @Override
    public void close() {}
  }

  private static void fill(MemoryStorage storage, UidTable uids) {
    Batch batch = new Batch(storage.table());
    try (var interner =
        storage.table().interner((b, o, l) -> SeriesKey.of("none", Tags.of("a", "b")))) {
      for (int s = 0; s < SERIES; s++) {
        SeriesKey key = SeriesKey.of("old", Tags.of("host", "h" + s));
        uids.assign(key);
        int id = interner.resolve(key);
        for (int i = 0; i < POINTS; i++) {
          batch.addInteger(id, 1000L * i, Long.MAX_VALUE - i);
        }
      }
      storage.write(batch);
    }
  }

  private static int points(Storage storage, String metric, String host) {
    List<Integer> sizes = new ArrayList<>();
    storage.read(
        Fetch.raw(
            new Selector.Exact(SeriesKey.of(metric, Tags.of("host", host))), TimeRange.ALL, 10_000),
        series -> sizes.add(series.points().size()));
    return sizes.stream().mapToInt(n -> n).sum();
  }

  @Test
  void whereverItIsCutShortNoPointIsLostAndTheNextStartFinishes() {
    int cuts = 0;
    for (boolean cut = true; cut; cuts++) {
      Path place = directory.resolve("cut" + cuts);
      place.toFile().mkdir();
      MemoryStorage storage = MemoryStorage.create();
      int number;
      try (var uids = UidTable.open(place.resolve("uids.log"));
          var records = RecordJournal.open(place, damage -> {})) {
        fill(storage, uids);
        number = uids.find(Kind.METRIC, "old");
        var dying = new Dying(storage, new int[] {cuts});
        var rename = new Rename(uids, dying, storage.table(), records);
        cut = false;
        try {
          assertThat(rename.rename(Kind.METRIC, "old", "new", 10_000)).isTrue();
        } catch (StorageException e) {
          cut = true;
        }
      }
      for (int s = 0; s < SERIES; s++) {
        int old = points(storage, "old", "h" + s);
        int renamed = points(storage, "new", "h" + s);
        assertThat(Math.max(old, renamed)).as("cut %d, series %d", cuts, s).isEqualTo(POINTS);
      }
      try (var uids = UidTable.open(place.resolve("uids.log"));
          var records = RecordJournal.open(place, damage -> {})) {
        new Rename(uids, storage, storage.table(), records).resumeAtStart(10_000);
        assertThat(uids.find(Kind.METRIC, "new")).as("cut %d", cuts).isEqualTo(number);
        assertThat(uids.find(Kind.METRIC, "old")).isZero();
        assertThat(records.scan(Rename.KIND, TimeRange.ALL, e -> true)).isEmpty();
      }
      for (int s = 0; s < SERIES; s++) {
        assertThat(points(storage, "old", "h" + s)).as("cut %d", cuts).isZero();
        assertThat(points(storage, "new", "h" + s)).as("cut %d", cuts).isEqualTo(POINTS);
      }
    }
    assertThat(cuts).as("a write and a deletion for each series, and the sync").isEqualTo(8);
  }

  @Test
  void aRenameThatFailedIsFinishedByTheNext() {
    MemoryStorage storage = MemoryStorage.create();
    UidTable uids = UidTable.inMemory();
    RecordJournal records = RecordJournal.inMemory();
    fill(storage, uids);
    int[] steps = {2};
    var rename = new Rename(uids, new Dying(storage, steps), storage.table(), records);
    assertThatThrownBy(() -> rename.rename(Kind.METRIC, "old", "new", 10_000))
        .isInstanceOf(StorageException.class);
    steps[0] = 1000;
    assertThat(rename.rename(Kind.TAGV, "h0", "zero", 10_000)).isTrue();
    assertThat(points(storage, "new", "zero")).isEqualTo(POINTS);
    assertThat(points(storage, "new", "h1")).isEqualTo(POINTS);
    assertThat(points(storage, "old", "h1")).isZero();
  }
}
