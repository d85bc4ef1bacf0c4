package tidemark.server.config;

import java.util.List;
import tidemark.config.Address;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;

/** Section {@code listen}: which doors are open, and where. The loopback address by default. */
public record Listen(Address graphiteLine, Address graphitePickle, Address opentsdb, Address http) {
  private static final ConfigKey<Address> GRAPHITE_LINE =
      key("graphite-line", 2003, "Graphite plaintext lines, over TCP and UDP.");
  private static final ConfigKey<Address> GRAPHITE_PICKLE =
      key("graphite-pickle", 2004, "Graphite pickle frames, over TCP.");
  private static final ConfigKey<Address> OPENTSDB =
      key("opentsdb", 4242, "OpenTSDB's telnet commands and HTTP API on one port.");
  private static final ConfigKey<Address> HTTP =
      key("http", 8080, "Graphite's HTTP API, /metrics and /health.");

  static final List<ConfigKey<?>> KEYS = List.of(GRAPHITE_LINE, GRAPHITE_PICKLE, OPENTSDB, HTTP);

  private static ConfigKey<Address> key(String name, int port, String doc) {
    return new ConfigKey<>(name, ConfigType.ADDRESS, "127.0.0.1:" + port, doc);
  }

  static Listen of(ConfigNode section) {
    return new Listen(
        section.get(GRAPHITE_LINE),
        section.get(GRAPHITE_PICKLE),
        section.get(OPENTSDB),
        section.get(HTTP));
  }
}
