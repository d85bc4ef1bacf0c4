package tidemark.config;

/**
 * One thing that can be configured: declared once, and so read, checked and documented alike. The
 * list of all keys is the server's {@code Settings.SCHEMA}; docs/configuration.md is written from
 * it.
 *
 * @param name dotted, relative to the section that reads it: {@code sync} in {@code storage.local}
 * @param otherwise the default as one would write it; empty for "not set"
 * @param doc one or two sentences for docs/configuration.md
 */
public record ConfigKey<T>(String name, ConfigType<T> type, String otherwise, String doc) {

  /** The same key seen from further up: {@code key.under("storage.local")}. */
  public ConfigKey<T> under(String section) {
    return new ConfigKey<>(section + '.' + name, type, otherwise, doc);
  }

  /**
   * The environment variable that sets a key with this full name: {@code
   * TIDEMARK_LISTEN_GRAPHITE_LINE}.
   */
  public String environment() {
    return "TIDEMARK_" + name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
  }
}
