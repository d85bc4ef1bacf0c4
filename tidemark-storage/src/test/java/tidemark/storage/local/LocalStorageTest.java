package tidemark.storage.local;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.ConfigNode;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.Storage;
import tidemark.testing.StorageContract;

/** The contract on real files, with all threads running. */
class LocalStorageTest extends StorageContract {
  @TempDir Path directory;

  @Override
  protected Storage open(SeriesTable series) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    return LocalStorage.open(
        ConfigNode.EMPTY,
        new EngineContext(directory, Retentions.NONE, series, clock, new Meters()));
  }
}
