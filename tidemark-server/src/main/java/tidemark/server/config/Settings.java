package tidemark.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigSchema;
import tidemark.config.ConfigType;
import tidemark.server.opentsdb.OpenTsdbSettings;
import tidemark.server.queries.QuerySettings;

/**
 * Everything the server can be told, checked. A new key is a constant in its section's record, a
 * component there, and a line in {@code ConfigMappingTest}; the docs follow by themselves.
 *
 * @param data everything that is kept lies below this directory
 * @param node the values as written, from which the chosen engine reads its section
 */
public record Settings(
    Path data,
    Listen listen,
    StorageSettings storage,
    LimitSettings limits,
    OpenTsdbSettings opentsdb,
    QuerySettings query,
    RelayKeys relay,
    ConfigNode node) {
  static final ConfigKey<String> DATA =
      new ConfigKey<>(
          "data",
          ConfigType.TEXT,
          "./data",
          "The directory for everything that is kept; made if it is not there. One process at a time.");

  /** All keys, in the order of docs/configuration.md. */
  public static final ConfigSchema SCHEMA = schema();

  private static ConfigSchema schema() {
    List<ConfigKey<?>> keys = new ArrayList<>();
    keys.add(DATA);
    Listen.KEYS.forEach(key -> keys.add(key.under("listen")));
    StorageSettings.KEYS.forEach(key -> keys.add(key.under("storage")));
    for (Engines.Engine engine : Engines.ALL) {
      engine.keys().stream().filter(key -> !isIn(keys, key)).forEach(keys::add);
    }
    LimitSettings.KEYS.forEach(key -> keys.add(key.under("limits")));
    OpenTsdbSettings.KEYS.forEach(key -> keys.add(key.under("opentsdb")));
    QuerySettings.KEYS.forEach(key -> keys.add(key.under("query")));
    keys.addAll(RelayKeys.KEYS);
    return new ConfigSchema(keys);
  }

  /** An engine may read a key that every engine has, such as {@code storage.reserve}. */
  private static boolean isIn(List<ConfigKey<?>> keys, ConfigKey<?> key) {
    return keys.stream().anyMatch(known -> known.name().equals(key.name()));
  }

  /**
   * Reads the sections.
   *
   * @throws tidemark.model.InvalidInputException for a value that cannot be, saying where it was
   *     written
   */
  public static Settings of(ConfigNode root) {
    Settings settings =
        new Settings(
            Path.of(root.get(DATA)),
            Listen.of(root.section("listen")),
            StorageSettings.of(root.section("storage")),
            LimitSettings.of(root.section("limits")),
            OpenTsdbSettings.of(root.section("opentsdb")),
            QuerySettings.of(root.section("query")),
            RelayKeys.of(root),
            root);
    settings.storage.validate(root.section("storage"));
    return settings;
  }

  /** Refuses a path at which there is no readable file. */
  static void readable(ConfigNode section, ConfigKey<?> key, Optional<Path> path) {
    if (path.isPresent() && !Files.isReadable(path.get())) {
      throw section.invalid(key, "there is no readable file at this path");
    }
  }
}
