package tidemark.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.retention.NameLists;

/**
 * carbon's lists of names, in the section {@code limits}.
 *
 * @param white whitelist.conf
 * @param black blacklist.conf
 */
public record ListKeys(Optional<Path> white, Optional<Path> black) {
  private static final ConfigKey<String> WHITE =
      new ConfigKey<>(
          "whitelist",
          ConfigType.TEXT,
          "",
          "Path of a carbon whitelist.conf: of what comes over Graphite's protocols, names that"
              + " none of its expressions is found in are left out and counted. Empty or not there:"
              + " all pass.");
  private static final ConfigKey<String> BLACK =
      new ConfigKey<>(
          "blacklist",
          ConfigType.TEXT,
          "",
          "Path of a carbon blacklist.conf: names that one of its expressions is found in are left"
              + " out and counted.");

  static final List<ConfigKey<?>> KEYS = List.of(WHITE, BLACK);

  static ListKeys of(ConfigNode section) {
    return new ListKeys(path(section.get(WHITE)), path(section.get(BLACK)));
  }

  private static Optional<Path> path(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /**
   * Reads them.
   *
   * @param warn told of lines that are left out
   * @throws tidemark.model.InvalidInputException if a file cannot be read
   */
  public NameLists read(Consumer<String> warn) {
    return NameLists.load(white.orElse(null), black.orElse(null), warn);
  }
}
