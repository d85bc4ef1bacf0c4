package tidemark.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Size;
import tidemark.model.InvalidInputException;
import tidemark.retention.CarbonRetentions;
import tidemark.retention.Retentions;
import tidemark.retention.Roundings;

/**
 * Section {@code storage}, but for the engines' own keys: which engine keeps the points, and for
 * how long.
 *
 * @param schemas carbon's storage-schemas.conf; empty: points are kept for ever
 * @param aggregation carbon's storage-aggregation.conf
 * @param rounding which series are stored with fewer digits; empty: none
 * @param maxFuture how far ahead of the clock a timestamp may lie
 * @param reserve free disk space below which writes are refused
 */
public record StorageSettings(
    String engine,
    Optional<Path> schemas,
    Optional<Path> aggregation,
    Optional<Path> rounding,
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
  private static final ConfigKey<String> ROUNDING =
      new ConfigKey<>(
          "rounding",
          ConfigType.TEXT,
          "",
          "Path of a file that says of which series the local engine stores only some digits. Without one,"
              + " every value is kept bit for bit.");
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

  static final List<ConfigKey<?>> KEYS =
      List.of(ENGINE, SCHEMAS, AGGREGATION, ROUNDING, MAX_FUTURE, RESERVE);

  static StorageSettings of(ConfigNode section) {
    return new StorageSettings(
        section.get(ENGINE),
        path(section.get(SCHEMAS)),
        path(section.get(AGGREGATION)),
        path(section.get(ROUNDING)),
        section.get(MAX_FUTURE),
        section.get(RESERVE));
  }

  /**
   * Reads carbon's files.
   *
   * @param warn told in a sentence what carbon would log and skip, and once of the first series
   *     that no schema names, whenever it comes
   * @throws InvalidInputException if they cannot be read or are wrong; it names file and line
   */
  public Retentions retentions(Consumer<String> warn) {
    if (schemas.isEmpty()) {
      return Retentions.NONE;
    }
    Path file = schemas.get();
    try {
      CarbonRetentions read =
          CarbonRetentions.load(
              file,
              aggregation.orElse(null),
              series ->
                  warn.accept(
                      file
                          + " has no section for "
                          + series
                          + "; it and others like it are kept as 60s:7d"));
      read.warnings().forEach(warn);
      return read;
    } catch (IOException e) {
      throw new InvalidInputException("storage.schemas " + file + " cannot be read: " + e, e);
    }
  }

  /**
   * Reads the file of roundings.
   *
   * @throws InvalidInputException if it cannot be read or is wrong; it names file and line
   */
  public Roundings roundings() {
    if (rounding.isEmpty()) {
      return Roundings.NONE;
    }
    try {
      return Roundings.load(rounding.get());
    } catch (IOException e) {
      throw new InvalidInputException(
          "storage.rounding " + rounding.get() + " cannot be read: " + e, e);
    }
  }

  private static Optional<Path> path(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /** Refuses paths that lead nowhere, naming where they were written. */
  void validate(ConfigNode section) {
    Settings.readable(section, SCHEMAS, schemas);
    Settings.readable(section, AGGREGATION, aggregation);
    Settings.readable(section, ROUNDING, rounding);
  }
}
