package tidemark.storage;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.retention.Retentions;
import tidemark.retention.Roundings;

/**
 * What an engine is given.
 *
 * @param directory its own directory inside the data directory; created by the engine if it needs
 *     one
 * @param roundings those of the moment; an engine that keeps points in a form where digits cost
 *     room applies them when it does so
 */
public record EngineContext(
    Path directory,
    Retentions retentions,
    Supplier<Roundings> roundings,
    SeriesTable series,
    InstantSource clock,
    Meters meters) {
  /** The same, keeping every digit. */
  public EngineContext(
      Path directory,
      Retentions retentions,
      SeriesTable series,
      InstantSource clock,
      Meters meters) {
    this(directory, retentions, () -> Roundings.NONE, series, clock, meters);
  }
}
