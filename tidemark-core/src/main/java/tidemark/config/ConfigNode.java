package tidemark.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * Configuration values under dotted keys, each with where it came from. Immutable.
 *
 * <p>A node may be a view on a section: {@code node.section("storage.local").text("sync", "1s")} reads {@code
 * storage.local.sync}.
 */
public final class ConfigNode {
  /**
   * A value as written.
   *
   * @param origin where it stands, for error messages: {@code tidemark.yaml line 12}, {@code --set}
   */
  public record Value(String text, String origin) {}

  /** No values: everything has its default. */
  public static final ConfigNode EMPTY = new ConfigNode("", Map.of());

  private final String prefix;
  private final Map<String, Value> values;

  private ConfigNode(String prefix, Map<String, Value> values) {
    this.prefix = prefix;
    this.values = values;
  }

  /** The root of some values by full dotted key. */
  public static ConfigNode of(Map<String, Value> values) {
    return new ConfigNode("", new TreeMap<>(values));
  }

  /** A view on the keys below {@code name.}. */
  public ConfigNode section(String name) {
    return new ConfigNode(prefix + name + '.', values);
  }

  /** The text under a key of this section, or the default. */
  public String text(String key, String otherwise) {
    Value value = values.get(prefix + key);
    return value == null ? otherwise : value.text();
  }

  /** All values by full dotted key, sorted. */
  public Map<String, Value> values() {
    return new TreeMap<>(values);
  }
}
