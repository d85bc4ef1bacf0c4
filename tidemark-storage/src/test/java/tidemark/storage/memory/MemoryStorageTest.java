package tidemark.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.storage.Storage;
import tidemark.testing.StorageContract;

class MemoryStorageTest extends StorageContract {
  @Override
  protected Storage open(SeriesTable series) {
    return new MemoryStorage(series);
  }

  @Override
  protected boolean keepsWhenClosed() {
    return false;
  }

  @Test
  void writesKnownSeriesWithoutGarbage() {
    MemoryStorage storage = MemoryStorage.create();
    var batch = new Batch(storage.table());
    for (int i = 0; i < 10_000; i++) {
      batch.add(storage.table().resolve(SeriesKey.of("a." + i)), T, i);
    }
    storage.write(batch);
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < 100; round++) {
      storage.write(batch);
    }
    double perPoint = (thread.getCurrentThreadAllocatedBytes() - before) / 1e6;

    assertThat(perPoint).isLessThan(0.1);
  }
}
