package tidemark.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.Address;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.Size;
import tidemark.query.opentsdb.AnswerWriter.NanStyle;
import tidemark.server.http.HttpLimits;
import tidemark.server.opentsdb.OpenTsdbSettings;
import tidemark.server.queries.QuerySettings;

/**
 * Every key of the server's own sections, set to something else than its default, arrives where it
 * should.
 */
class ConfigMappingTest {
  @TempDir Path directory;

  @Test
  void everyKeyArrives() throws Exception {
    Path schemas = Files.createFile(directory.resolve("schemas"));
    Path aggregation = Files.createFile(directory.resolve("aggregation"));
    Path rounding = Files.createFile(directory.resolve("rounding"));
    Path relay = Files.createFile(directory.resolve("relay"));
    Map<String, String> set = new LinkedHashMap<>();
    set.put("data", "/d");
    set.put("listen.graphite-line", "h1:1");
    set.put("listen.graphite-pickle", "h2:2");
    set.put("listen.opentsdb", "h3:3");
    set.put("listen.http", "h4:4");
    set.put("storage.engine", "memory");
    set.put("storage.schemas", schemas.toString());
    set.put("storage.aggregation", aggregation.toString());
    set.put("storage.rounding", rounding.toString());
    set.put("storage.max-future", "2h");
    set.put("storage.reserve", "3MiB");
    set.put("limits.max-line", "4KiB");
    set.put("limits.max-pickle", "5KiB");
    set.put("limits.max-body", "6KiB");
    set.put("limits.max-tags", "7");
    set.put("limits.patience", "8s");
    set.put("limits.new-series", "15");
    set.put("limits.whitelist", "/w");
    set.put("limits.blacklist", "/b");
    set.put("limits.http-connections", "14");
    set.put("limits.http-idle", "15s");
    set.put("limits.http-pace", "16s");
    set.put("opentsdb.auto-metrics", "off");
    set.put("opentsdb.allow-delete", "on");
    set.put("opentsdb.mode", "ro");
    set.put("opentsdb.skip-unresolved-tagvs", "on");
    set.put("opentsdb.show-stack-trace", "on");
    set.put("opentsdb.cors-domains", "http://a, http://b");
    set.put("opentsdb.cors-headers", "X-A");
    set.put("opentsdb.nan", "null");
    set.put("opentsdb.max-series", "9");
    set.put("opentsdb.max-points", "10");
    set.put("opentsdb.query-timeout", "11s");
    set.put("opentsdb.histograms", "off");
    set.put("opentsdb.tree-processing", "on");
    set.put("opentsdb.host-tag", "h5");
    set.put("query.max-series", "9");
    set.put("query.max-points", "10");
    set.put("query.max-memory", "14MiB");
    set.put("query.total-memory", "18MiB");
    set.put("query.timeout", "11s");
    set.put("query.slow", "15s");
    set.put("query.cache", "16MiB");
    set.put("query.cache-time", "17s");
    set.put("query.concurrency", "12");
    set.put("query.wait", "13s");
    set.put("relay", relay.toString());
    set.put("relay-dialect", "3.7.3");
    set.put("relay-spool", "15MiB");

    assertThat(
            Settings.SCHEMA.keys().stream().map(ConfigKey::name).filter(name -> !ofAnEngine(name)))
        .as("a new key belongs in this test")
        .containsExactlyInAnyOrderElementsOf(set.keySet());
    Map<String, ConfigNode.Value> values = new LinkedHashMap<>();
    set.forEach((key, text) -> values.put(key, new ConfigNode.Value(text, "test")));
    ConfigNode node = ConfigNode.of(values);
    assertThat(Settings.of(node))
        .isEqualTo(
            new Settings(
                Path.of("/d"),
                new Listen(
                    new Address("h1", 1),
                    new Address("h2", 2),
                    new Address("h3", 3),
                    new Address("h4", 4)),
                new StorageSettings(
                    "memory",
                    Optional.of(schemas),
                    Optional.of(aggregation),
                    Optional.of(rounding),
                    Duration.ofHours(2),
                    new Size(3 << 20)),
                new LimitSettings(
                    new Size(4 << 10),
                    new Size(5 << 10),
                    new HttpLimits(
                        new Size(6 << 10), 14, Duration.ofSeconds(15), Duration.ofSeconds(16)),
                    7,
                    Duration.ofSeconds(8),
                    15,
                    new ListKeys(Optional.of(Path.of("/w")), Optional.of(Path.of("/b")))),
                new OpenTsdbSettings(
                    false,
                    true,
                    true,
                    true,
                    true,
                    List.of("http://a", "http://b"),
                    "X-A",
                    NanStyle.NULL,
                    9,
                    10,
                    Duration.ofSeconds(11),
                    false,
                    true,
                    "h5"),
                new QuerySettings(
                    9,
                    10,
                    new Size(14 << 20),
                    new Size(18 << 20),
                    Duration.ofSeconds(11),
                    Duration.ofSeconds(15),
                    12,
                    Duration.ofSeconds(13),
                    new Size(16 << 20),
                    Duration.ofSeconds(17)),
                new RelayKeys(Optional.of(relay), "3.7.3", new Size(15 << 20)),
                node));
  }

  @Test
  void everyDefaultIsOfItsKind() {
    List<ConfigKey<?>> keys = Settings.SCHEMA.keys();
    for (ConfigKey<?> key : keys) {
      if (!key.otherwise().isEmpty()) { // else: not set
        assertThat(ConfigNode.EMPTY.get(key)).as(key.name()).isNotNull();
      }
      assertThat(key.doc()).as(key.name()).endsWith(".");
    }
    Settings.of(ConfigNode.EMPTY);
  }

  /** Those arrive in the engine; its own tests say where. */
  private static boolean ofAnEngine(String name) {
    return Engines.ALL.stream()
        .anyMatch(engine -> name.startsWith("storage." + engine.name() + '.'));
  }
}
