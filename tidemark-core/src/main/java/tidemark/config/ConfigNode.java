package tidemark.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidemark.model.InvalidInputException;

/**
 * Configuration values under dotted keys, each with where it came from. Immutable.
 *
 * <p>A node may be a view on a section: {@code node.section("storage.local").get(SYNC)} reads
 * {@code storage.local.sync}.
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

  /**
   * The value of a key of this section, or its default.
   *
   * @throws InvalidInputException if the value is not of the key's type, saying where it was
   *     written
   */
  public <T> T get(ConfigKey<T> key) {
    Value value = value(key).orElse(new Value(key.otherwise(), "default"));
    return key.type().read(prefix + key.name(), value.text(), value.origin());
  }

  /** What was written for a key of this section. */
  public Optional<Value> value(ConfigKey<?> key) {
    return Optional.ofNullable(values.get(prefix + key.name()));
  }

  /**
   * An error about a key of this section that only its reader can see: {@code throw
   * node.invalid(KEY, "there is no such file")}.
   */
  public InvalidInputException invalid(ConfigKey<?> key, String why) {
    Value value = value(key).orElse(new Value(key.otherwise(), "default"));
    return new InvalidInputException(
        value.origin() + ": " + prefix + key.name() + ": \"" + value.text() + "\": " + why);
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
