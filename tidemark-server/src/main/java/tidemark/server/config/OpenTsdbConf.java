package tidemark.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tidemark.config.ConfigNode.Value;
import tidemark.model.InvalidInputException;

/**
 * An opentsdb.conf, given with {@code --opentsdb-conf}: the {@code tsd.*} keys that mean something
 * here become ours, those that speak of HBase, caches or gnuplot are passed over, and the rest are
 * named.
 *
 * @param values ours, with their lines as origin
 * @param unknown keys that OpenTSDB may know and Tidemark does not
 */
record OpenTsdbConf(Map<String, Value> values, List<String> unknown) {
  /** What a key of theirs is called here. */
  private static final Map<String, String> OURS =
      Map.of(
          "tsd.core.auto_create_metrics", "opentsdb.auto-metrics",
          "tsd.core.tree.enable_processing", "opentsdb.tree-processing",
          "tsd.query.limits.data_points.default", "opentsdb.max-points",
          "tsd.http.query.allow_delete", "opentsdb.allow-delete",
          "tsd.http.request.cors_domains", "opentsdb.cors-domains",
          "tsd.http.request.cors_headers", "opentsdb.cors-headers",
          "tsd.http.show_stack_trace", "opentsdb.show-stack-trace",
          "tsd.mode", "opentsdb.mode",
          "tsd.query.skip_unresolved_tagvs", "opentsdb.skip-unresolved-tagvs",
          "tsd.storage.max_tags", "limits.max-tags");

  /** Understood, and without effect: there is nothing here that they could change. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "tsd.core.auto_create_tag",
          "tsd.core.connections",
          "tsd.core.enable_",
          "tsd.core.meta.",
          "tsd.core.preload_uid_cache",
          "tsd.core.socket.",
          "tsd.core.uid.",
          "tsd.http.cachedir",
          "tsd.http.request.enable_chunked",
          "tsd.http.request.max_chunk",
          "tsd.http.staticroot",
          "tsd.network.async_io",
          "tsd.network.backlog",
          "tsd.network.keep_alive",
          "tsd.network.reuse_address",
          "tsd.network.tcp_no_delay",
          "tsd.network.worker_threads",
          "tsd.query.enable_fuzzy_filter",
          "tsd.query.multi_get.",
          "tsd.storage.");

  private static final Set<String> TRUE = Set.of("true", "1", "yes");

  /**
   * Reads a file in the form of Java properties.
   *
   * @throws InvalidInputException if it cannot be read
   */
  static OpenTsdbConf read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new InvalidInputException("--opentsdb-conf " + file + " cannot be read: " + e, e);
    }
    Map<String, Value> values = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    String[] address = {"127.0.0.1", ""};
    Value[] addressLine = {new Value("", "")};
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int equals = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("!") || equals < 1) {
        continue;
      }
      String key = line.substring(0, equals).strip();
      String text = line.substring(equals + 1).strip();
      String origin = file + " line " + (i + 1) + " " + key;
      String ours = OURS.get(key);
      if (ours != null) {
        values.put(ours, new Value(translated(ours, text), origin));
      } else if (key.equals("tsd.network.port") || key.equals("tsd.network.bind")) {
        address[key.endsWith("port") ? 1 : 0] = text;
        addressLine[0] = new Value(text, origin);
      } else if (key.equals("tsd.core.histograms.config")) {
        values.put("opentsdb.histograms", new Value(text.isEmpty() ? "off" : "on", origin));
      } else if (key.equals("tsd.query.timeout")) {
        values.put("opentsdb.query-timeout", new Value(text + "ms", origin));
      } else if (WITHOUT_EFFECT.stream().noneMatch(key::startsWith)) {
        unknown.add(key);
      }
    }
    if (!addressLine[0].origin().isEmpty()) {
      String port = address[1].isEmpty() ? "4242" : address[1];
      values.put("listen.opentsdb", new Value(address[0] + ":" + port, addressLine[0].origin()));
    }
    return new OpenTsdbConf(values, unknown);
  }

  /** OpenTSDB's words for true are true, 1 and yes; everything else is false. */
  private static String translated(String ours, String text) {
    return switch (ours) {
      case "opentsdb.auto-metrics",
          "opentsdb.allow-delete",
          "opentsdb.show-stack-trace",
          "opentsdb.skip-unresolved-tagvs",
          "opentsdb.tree-processing" ->
          TRUE.contains(text.toLowerCase(java.util.Locale.ROOT)) ? "on" : "off";
      default -> text;
    };
  }
}
