package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.ConfigNode;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.Storage;

/** The connection thread allocates next to nothing per point once its series are known. */
class WriteAllocationTest {
  private static final int SERIES = 10_000;
  private static final int ROUNDS = 50;

  @TempDir Path directory;

  @Test
  void allocatesLessThanAByteForAPointOfAKnownSeries() {
    SeriesTable table = new SeriesTable();
    int[] ids = new int[SERIES];
    for (int i = 0; i < SERIES; i++) {
      ids[i] = table.resolve(SeriesKey.of("dc.host" + i + ".cpu"));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Batch batch = new Batch(table);
    double perPoint = 0;
    EngineContext context =
        new EngineContext(directory, Retentions.NONE, table, InstantSource.system(), new Meters());
    try (Storage storage = LocalStorage.open(ConfigNode.EMPTY, context)) {
      for (int pass = 0; pass < 2; pass++) {
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
          for (int i = 0; i < SERIES; i++) {
            batch.add(ids[i], 1_700_000_000_000L + (pass * ROUNDS + round) * 10_000L, i * 0.25);
          }
          long before = threads.getCurrentThreadAllocatedBytes();
          storage.write(batch);
          allocated += threads.getCurrentThreadAllocatedBytes() - before;
          batch.clear();
        }
        perPoint = (double) allocated / SERIES / ROUNDS;
      }
    }
    // what there is comes from the arrays of row times, which double until the first sealing
    assertThat(perPoint).isLessThan(1);
  }
}
