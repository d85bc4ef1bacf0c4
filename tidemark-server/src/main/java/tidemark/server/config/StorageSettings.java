package tidemark.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Size;

/**
 * Section {@code storage}, but for the engines' own keys: which engine keeps the points, and for
 * how long.
 *
 * @param schemas carbon's storage-schemas.conf; empty: points are kept for ever
 * @param aggregation carbon's storage-aggregation.conf
 * @param maxFuture how far ahead of the clock a timestamp may lie
 * @param reserve free disk space below which writes are refused
 */
public record StorageSettings(
    String engine,
    Optional<Path> schemas,
    Optional<Path> aggregation,
    Duration maxFuture,
    Size reserve) {
  private static final ConfigKey<String> ENGINE =
      new ConfigKey<>(
          "engine",
          ConfigType.oneOf(Engines.names()),
          "local",
          "What keeps the points: local (files below data) or memory (gone when the process ends).");
  private static final ConfigKey<String> SCHEMAS =
      new ConfigKey<>(
          "schemas",
          ConfigType.TEXT,
          "",
          "Path of a carbon storage-schemas.conf. Without one, points are kept for ever and the step is"
              + " read off them.");
  private static final ConfigKey<String> AGGREGATION =
      new ConfigKey<>(
          "aggregation", ConfigType.TEXT, "", "Path of a carbon storage-aggregation.conf.");
  private static final ConfigKey<Duration> MAX_FUTURE =
      new ConfigKey<>(
          "max-future",
          ConfigType.DURATION,
          "1d",
          "Points further ahead of the clock than this are refused and counted.");
  private static final ConfigKey<Size> RESERVE =
      new ConfigKey<>(
          "reserve",
          ConfigType.SIZE,
          "1GiB",
          "Below this much free disk space writes are refused and /health turns red; reads go on, and"
              + " writes resume by themselves.");

  static final List<ConfigKey<?>> KEYS = List.of(ENGINE, SCHEMAS, AGGREGATION, MAX_FUTURE, RESERVE);

  static StorageSettings of(ConfigNode section) {
    return new StorageSettings(
        section.get(ENGINE),
        path(section.get(SCHEMAS)),
        path(section.get(AGGREGATION)),
        section.get(MAX_FUTURE),
        section.get(RESERVE));
  }

  private static Optional<Path> path(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /** Refuses paths that lead nowhere, naming where they were written. */
  void validate(ConfigNode section) {
    Settings.readable(section, SCHEMAS, schemas);
    Settings.readable(section, AGGREGATION, aggregation);
  }
}
