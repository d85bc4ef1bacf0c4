package tidemark.storage;

import java.nio.file.Path;
import java.time.InstantSource;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.retention.Retentions;

/**
 * What an engine is given.
 *
 * @param directory its own directory inside the data directory; created by the engine if it needs
 *     one
 */
public record EngineContext(
    Path directory,
    Retentions retentions,
    SeriesTable series,
    InstantSource clock,
    Meters meters) {}
