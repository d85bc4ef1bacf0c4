package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.metrics.Meters;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.testing.Point;
import tidemark.testing.Seeded;
import tidemark.testing.StorageChance;
import tidemark.testing.StorageModel;

/**
 * The engine against sorted maps: writes in any order, deletions, sealings, merges, stops and
 * kills, and every answer compared. 100,000 operations, 1,000,000 with -Dtidemark.long=true.
 */
@ExtendWith(Seeded.class)
class DifferentialTest {
  private static final int OPERATIONS = Boolean.getBoolean("tidemark.long") ? 1_000_000 : 100_000;

  private FaultyDisk disk = new FaultyDisk(new Random(1));
  private SeriesTable table = new SeriesTable();
  private LocalStorage storage = open();

  private LocalStorage open() {
    table = new SeriesTable();
    return LocalStorage.open(
        TestOptions.SMALL,
        new EngineContext(
            Path.of("unused"),
            Retentions.NONE,
            table,
            InstantSource.fixed(Instant.ofEpochMilli(Rig.T)),
            new Meters()),
        disk);
  }

  private Map<SeriesKey, List<Point>> read(Fetch fetch) {
    Map<SeriesKey, List<Point>> answer = new TreeMap<>();
    storage.read(fetch, series -> answer.put(series.key(), Point.all(series.points())));
    return answer;
  }

  @Test
  void answersAsSortedMapsDo(Random random) throws IOException {
    StorageModel model = new StorageModel();
    StorageChance chance = new StorageChance(random, Rig.T);
    for (int op = 0; op < OPERATIONS; op++) {
      int die = random.nextInt(10_000);
      if (die < 8_500) {
        chance.write(storage, table, model, 4);
      } else if (die < 8_550) {
        chance.delete(storage, model);
      } else if (die < 9_950) {
        Fetch fetch = chance.fetch(Rig.T);
        assertThat(read(fetch)).as("op %d: %s", op, fetch).isEqualTo(model.read(fetch));
      } else if (die < 9_975) {
        storage.seal();
      } else if (die < 9_990) {
        storage.merge();
      } else {
        if (random.nextBoolean()) {
          storage.close(random.nextBoolean());
        }
        disk = disk.restart(); // after a stop, or a kill
        storage = open();
      }
    }
    Fetch everything = Fetch.raw(new Selector.All(), TimeRange.ALL, Rig.T);
    assertThat(read(everything)).isEqualTo(model.read(everything));
  }
}
