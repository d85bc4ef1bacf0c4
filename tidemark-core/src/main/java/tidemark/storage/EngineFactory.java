package tidemark.storage;

import tidemark.config.ConfigNode;

/** One line in {@code Engines.ALL}: {@code "local", LocalStorage::open}. */
@FunctionalInterface
public interface EngineFactory {
  /**
   * Opens the engine, which reads its own section of the configuration ({@code storage.NAME.*}).
   */
  Storage open(ConfigNode config, EngineContext context);
}
