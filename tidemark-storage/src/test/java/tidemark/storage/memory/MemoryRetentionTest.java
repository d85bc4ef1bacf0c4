package tidemark.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.config.ConfigNode;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;
import tidemark.testing.Selectors;

class MemoryRetentionTest {
  private static final long HOUR = 3_600_000;

  private final SeriesTable table = new SeriesTable();
  private Instant now = Instant.ofEpochMilli(1_700_000_000_000L);

  @Test
  void hidesWhatIsOlderThanTheRetention() {
    Storage storage = open("1h");
    long start = now.toEpochMilli();
    write(storage, "a", start, start + 1);
    write(storage, "b", start + HOUR);

    now = now.plusMillis(HOUR);
    assertThat(times(storage)).containsExactly(start, start + 1, start + HOUR);
    now = now.plusMillis(1);
    assertThat(times(storage)).containsExactly(start + 1, start + HOUR);
    now = now.plusMillis(1);
    assertThat(times(storage)).containsExactly(start + HOUR);
  }

  @Test
  void forgetsSeriesWithoutPointsWithinAMinute() {
    Storage storage = open("1h");
    write(storage, "a", now.toEpochMilli());
    now = now.plusMillis(HOUR + 60_001);
    write(storage, "b", now.toEpochMilli());

    assertThat(storage.catalog().names("", 10)).containsExactly("b");
    List<String> read = new ArrayList<>();
    storage.read(
        Fetch.raw(Selectors.ALL, TimeRange.ALL, now.toEpochMilli()).withEmpty(),
        series -> read.add(series.key().name()));
    assertThat(read).containsExactly("b");
  }

  @Test
  void keepsAllWhenSwitchedOff() {
    for (String off : List.of("off", "0")) {
      Storage storage = open(off);
      write(storage, "a", 0);
      assertThat(times(storage)).containsExactly(0L);
    }
  }

  @Test
  void refusesARetentionThatIsNone() {
    assertThatThrownBy(() -> open("soon"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("storage.memory.retention");
  }

  private Storage open(String retention) {
    return MemoryStorage.open(
        ConfigNode.of(Map.of("storage.memory.retention", new ConfigNode.Value(retention, "a test")))
            .section("storage.memory"),
        new EngineContext(
            Path.of("unused"), Retentions.NONE, table, (InstantSource) () -> now, new Meters()));
  }

  private void write(Storage storage, String series, long... times) {
    var batch = new Batch(table);
    for (long time : times) {
      batch.add(table.resolve(SeriesKey.of(series)), time, 1);
    }
    storage.write(batch);
  }

  private List<Long> times(Storage storage) {
    List<Long> times = new ArrayList<>();
    storage.read(
        Fetch.raw(Selectors.ALL, TimeRange.ALL, now.toEpochMilli()),
        series -> {
          for (int i = 0; i < series.points().size(); i++) {
            times.add(series.points().timestamp(i));
          }
        });
    times.sort(null);
    return times;
  }
}
