package tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import tidemark.config.ConfigNode;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;

/** A directory for the local engine that is gone after the benchmark. */
final class BenchDirectory {
  private final Path path;

  BenchDirectory() {
    try {
      path = Files.createTempDirectory("tidemark-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An engine without retention rules that keeps its files here. */
  EngineContext context(SeriesTable table) {
    return new EngineContext(path, Retentions.NONE, table, InstantSource.system(), new Meters());
  }

  /** A head of a size, and next to no reserve of disk space. */
  static ConfigNode config(String head) {
    return ConfigNode.of(
        Map.of(
            "storage.local.head", new ConfigNode.Value(head, "benchmark"),
            "storage.reserve", new ConfigNode.Value("1MiB", "benchmark")));
  }

  void delete() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
