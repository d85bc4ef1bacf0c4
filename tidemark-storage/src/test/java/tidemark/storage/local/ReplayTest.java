package tidemark.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.FilterStorage;
import tidemark.storage.Storage;
import tidemark.storage.local.disk.RealDisk;
import tidemark.testing.StorageContract;

/** The contract when no stop seals: every start replays the log. */
class ReplayTest extends StorageContract {
  @TempDir Path directory;

  @Override
  protected Storage open(SeriesTable series) throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    LocalOptions options = TestOptions.SMALL;
    LocalStorage storage =
        LocalStorage.open(
            options,
            new EngineContext(directory, Retentions.NONE, series, clock, new Meters()),
            new RealDisk(directory));
    return new FilterStorage(storage) {
      @Override
      public void close() {
        storage.close(false);
      }
    };
  }
}
