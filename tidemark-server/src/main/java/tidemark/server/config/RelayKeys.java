package tidemark.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Size;

/**
 * The relay inside the server; without a file there is none.
 *
 * @param file carbon-c-relay's configuration
 * @param dialect the release it follows where they differ
 * @param spool of each destination's queue on disk; 0: queues in memory
 */
public record RelayKeys(Optional<Path> file, String dialect, Size spool) {
  private static final ConfigKey<String> FILE =
      new ConfigKey<>(
          "relay",
          ConfigType.TEXT,
          "",
          "A carbon-c-relay configuration, or a folder with carbon's own files: what comes in"
              + " passes its rules, where the cluster `local` is this server's storage.");
  private static final ConfigKey<String> DIALECT =
      new ConfigKey<>(
          "relay-dialect",
          ConfigType.oneOf("3.9", "3.7.3"),
          "3.9",
          "Which release of carbon-c-relay the relay follows where they differ.");
  private static final ConfigKey<Size> SPOOL =
      new ConfigKey<>(
          "relay-spool",
          ConfigType.SIZE,
          "1GiB",
          "How much may wait on disk for each destination of the relay; full, the oldest is"
              + " dropped. 0 keeps queues in memory.");

  static final List<ConfigKey<?>> KEYS = List.of(FILE, DIALECT, SPOOL);

  static RelayKeys of(ConfigNode root) {
    String file = root.get(FILE);
    Optional<Path> path = file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    Settings.readable(root, FILE, path);
    return new RelayKeys(path, root.get(DIALECT), root.get(SPOOL));
  }
}
