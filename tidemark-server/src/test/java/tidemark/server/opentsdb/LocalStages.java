package tidemark.server.opentsdb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tidemark.config.ConfigNode;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.local.LocalStorage;
import tidemark.storage.records.RecordJournal;

/**
 * One life of OpenTSDB's doors after another over the same local store. Nothing happens in the
 * background, so what is put is open until the life ends.
 */
final class LocalStages {
  private static final ConfigNode CONFIG =
      ConfigNode.of(Map.of("storage.reserve", new ConfigNode.Value("1MiB", "test")));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_795_421_535));

  private final Path directory;
  private final UidTable uids = UidTable.inMemory();

  LocalStages(Path directory) {
    this.directory = directory;
  }

  interface Work {
    void on(TestServer server) throws IOException;
  }

  /** Ends by sealing into blocks of its own what was put. */
  void untilSealed(Work work) throws IOException {
    live(work, false);
  }

  /** Ends by merging all blocks. */
  void untilMerged(Work work) throws IOException {
    live(work, true);
  }

  private void live(Work work, boolean merge) throws IOException {
    var table = new SeriesTable();
    var context = new EngineContext(directory, Retentions.NONE, table, CLOCK, new Meters());
    try (LocalStorage storage = LocalStorage.openIdle(CONFIG, context);
        var records = RecordJournal.inMemory();
        var server =
            new TestServer(OpenTsdbSettings.of(ConfigNode.EMPTY), storage, table, uids, records)) {
      work.on(server);
      if (merge) {
        storage.mergeAll((done, all) -> {});
      }
    }
  }
}
