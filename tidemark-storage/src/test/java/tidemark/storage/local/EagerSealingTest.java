package tidemark.storage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.FilterStorage;
import tidemark.storage.Storage;
import tidemark.storage.local.disk.RealDisk;
import tidemark.testing.StorageContract;

/**
 * The contract when the first writes and deletes are followed by sealings: some points are in
 * blocks.
 */
class EagerSealingTest extends StorageContract {
  @TempDir Path directory;

  @Override
  protected Storage open(SeriesTable series) throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    LocalOptions options = TestOptions.SMALL;
    return new Eager(
        LocalStorage.open(
            options,
            new EngineContext(directory, Retentions.NONE, series, clock, new Meters()),
            new RealDisk(directory)));
  }

  private static final class Eager extends FilterStorage {
    private final LocalStorage inner;
    private int calls;

    Eager(LocalStorage inner) {
      super(inner);
      this.inner = inner;
    }

    @Override
    public void write(Batch batch) {
      super.write(batch);
      sealSometimes();
    }

    @Override
    public void delete(Selector selector, TimeRange range) {
      super.delete(selector, range);
      sealSometimes();
    }

    @Override
    public void read(Fetch fetch, Consumer<Series> out) {
      super.read(fetch, out);
    }

    private synchronized void sealSometimes() {
      if (calls++ % (calls < 7 ? 3 : 4000) == 0) {
        try {
          inner.seal();
          if (calls % 2 == 0) {
            inner.merge();
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
