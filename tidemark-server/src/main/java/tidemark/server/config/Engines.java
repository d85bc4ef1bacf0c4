package tidemark.server.config;

import java.util.List;
import tidemark.config.ConfigKey;
import tidemark.storage.EngineFactory;
import tidemark.storage.local.LocalStorage;
import tidemark.storage.memory.MemoryStorage;

/** Every storage engine there is, sorted by name. A new one is a line here. */
public final class Engines {
  /**
   * An engine.
   *
   * @param name as in {@code storage.engine}
   * @param factory is given the root of the configuration
   * @param keys what it can be told, by full names
   */
  public record Engine(String name, EngineFactory factory, List<ConfigKey<?>> keys) {}

  /** Sorted by name. */
  public static final List<Engine> ALL =
      List.of(
          new Engine("local", LocalStorage::open, LocalStorage.KEYS),
          new Engine(
              "memory",
              (root, context) -> MemoryStorage.open(root.section("storage.memory"), context),
              under("storage.memory", MemoryStorage.KEYS)));

  private Engines() {}

  private static List<ConfigKey<?>> under(String section, List<ConfigKey<?>> keys) {
    return keys.stream().<ConfigKey<?>>map(key -> key.under(section)).toList();
  }

  static String[] names() {
    return ALL.stream().map(Engine::name).toArray(String[]::new);
  }

  /** The engine of a name that {@link Settings} has checked. */
  public static Engine named(String name) {
    return ALL.stream().filter(engine -> engine.name().equals(name)).findFirst().orElseThrow();
  }
}
