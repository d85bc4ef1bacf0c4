package tidemark.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigNode.Value;
import tidemark.model.InvalidInputException;

/**
 * Where values come from, the later before the earlier: defaults, the file, the environment, {@code
 * --data}, {@code --set}.
 *
 * @param opentsdbConf as given by {@code --opentsdb-conf}: an opentsdb.conf, after the file
 * @param file as given by {@code --config}; without it {@code ./tidemark.yaml} if there is one
 * @param data as given by {@code --data}
 * @param sets as given by {@code --set}, {@code key=value} each
 */
public record ConfigSources(
    @Nullable Path file, @Nullable Path opentsdbConf, @Nullable String data, List<String> sets) {
  /** The file that is read without being asked for. */
  public static final Path USUAL_FILE = Path.of("tidemark.yaml");

  public ConfigSources {
    sets = List.copyOf(sets);
  }

  /**
   * All values that were set, with their origins; keys and kinds are checked.
   *
   * @throws InvalidInputException with one line per problem
   */
  public ConfigNode gather(Map<String, String> environment) {
    Map<String, Value> values = new TreeMap<>();
    if (file != null) {
      values.putAll(ConfigFile.read(file));
    } else if (Files.exists(USUAL_FILE)) {
      values.putAll(ConfigFile.read(USUAL_FILE));
    }
    if (opentsdbConf != null) {
      values.putAll(OpenTsdbConf.read(opentsdbConf).values());
    }
    // Other TIDEMARK_ variables are none of ours: orchestrators invent TIDEMARK_PORT for a service
    // of this name.
    for (ConfigKey<?> key : Settings.SCHEMA.keys()) {
      String text = environment.get(key.environment());
      if (text != null) {
        values.put(key.name(), new Value(text, "environment " + key.environment()));
      }
    }
    if (data != null) {
      values.put(Settings.DATA.name(), new Value(data, "--data"));
    }
    sets.forEach(set -> put(values, set));
    ConfigNode node = ConfigNode.of(values);
    List<String> problems = new ArrayList<>(Settings.SCHEMA.problems(node));
    if (!problems.isEmpty()) {
      throw new InvalidInputException(String.join("\n", problems));
    }
    return node;
  }

  /** What in the sources is passed over, one line each; nothing that is wrong. */
  public List<String> warnings() {
    if (opentsdbConf == null) {
      return List.of();
    }
    List<String> unknown = OpenTsdbConf.read(opentsdbConf).unknown();
    return unknown.isEmpty()
        ? List.of()
        : List.of(opentsdbConf + ": not known here: " + String.join(", ", unknown));
  }

  private static void put(Map<String, Value> values, String set) {
    int equals = set.indexOf('=');
    if (equals <= 0) {
      throw new InvalidInputException("--set " + set + ": expected key=value");
    }
    values.put(set.substring(0, equals), new Value(set.substring(equals + 1), "--set"));
  }
}
