package tidemark.server.series;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tidemark.metrics.Meters;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesLimitException;
import tidemark.model.SeriesTable;
import tidemark.storage.index.SeriesIndex;

class SeriesWatchTest {
  private final SeriesTable table = new SeriesTable();
  private final SeriesIndex stored = new SeriesIndex();

  @Test
  void theRefusalNamesTheLimitOfTheEngine() {
    SeriesWatch.over(
        table,
        stored,
        stored,
        InstantSource.system(),
        new Meters(),
        "the most that engine memory keeps is",
        1,
        0);
    stored.add(1, SeriesKey.of("a"));
    table.resolve(SeriesKey.of("a"));
    assertThatThrownBy(() -> table.resolve(SeriesKey.of("b")))
        .isInstanceOf(SeriesLimitException.class)
        .hasMessage("series limit reached: the most that engine memory keeps is 1");
  }
}
