package tidemark.server.opentsdb;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.query.opentsdb.AnswerWriter.NanStyle;

/**
 * Section {@code opentsdb}: what an operator can choose about the OpenTSDB API. OpenTSDB's own name
 * of each choice stands in its documentation; {@code --opentsdb-conf} reads those.
 *
 * @param autoMetrics whether a put may name a metric that has no uid
 * @param allowDelete whether queries may delete, guarded for POST too
 * @param readOnly whether everything that writes is unknown
 * @param skipUnresolved whether unknown literal tag values are passed over instead of refused
 * @param showStackTrace whether errors carry a stack trace (on by default there, off here)
 * @param corsDomains origins that may call from a browser, or "*"; empty ignores the header
 * @param corsHeaders the headers such a caller may send
 * @param nan how NaN is printed where no fill policy asks for null
 * @param maxSeries a sub-query that finds more is refused
 * @param maxPoints a query that reads more is refused
 * @param queryTimeout a query that takes longer is given up; zero waits for ever
 * @param histograms whether histograms are taken
 * @param treeProcessing whether enabled trees grow branches
 * @param hostTag the tag {@code host} of statistics; empty for the name of this machine
 */
public record OpenTsdbSettings(
    boolean autoMetrics,
    boolean allowDelete,
    boolean readOnly,
    boolean skipUnresolved,
    boolean showStackTrace,
    List<String> corsDomains,
    String corsHeaders,
    NanStyle nan,
    int maxSeries,
    long maxPoints,
    Duration queryTimeout,
    boolean histograms,
    boolean treeProcessing,
    String hostTag) {
  private static final ConfigKey<Boolean> AUTO_METRICS =
      new ConfigKey<>(
          "auto-metrics",
          ConfigType.FLAG,
          "on",
          "Whether a put may name a new metric (tsd.core.auto_create_metrics; off there).");
  private static final ConfigKey<Boolean> ALLOW_DELETE =
      new ConfigKey<>(
          "allow-delete",
          ConfigType.FLAG,
          "off",
          "Whether queries may delete what they find (tsd.http.query.allow_delete); holds for POST too.");
  private static final ConfigKey<String> MODE =
      new ConfigKey<>(
          "mode",
          ConfigType.oneOf("rw", "ro"),
          "rw",
          "With ro everything that writes is unknown on this port (tsd.mode).");
  private static final ConfigKey<Boolean> SKIP_UNRESOLVED =
      new ConfigKey<>(
          "skip-unresolved-tagvs",
          ConfigType.FLAG,
          "off",
          "Whether unknown literal tag values in a query are passed over instead of refused"
              + " (tsd.query.skip_unresolved_tagvs).");
  private static final ConfigKey<Boolean> SHOW_STACK_TRACE =
      new ConfigKey<>(
          "show-stack-trace",
          ConfigType.FLAG,
          "off",
          "Whether errors carry a stack trace (tsd.http.show_stack_trace; on there).");
  private static final ConfigKey<String> CORS_DOMAINS =
      new ConfigKey<>(
          "cors-domains",
          ConfigType.TEXT,
          "",
          "Origins whose pages may call from a browser, with commas between, or * for all"
              + " (tsd.http.request.cors_domains). Empty ignores the Origin header.");
  private static final ConfigKey<String> CORS_HEADERS =
      new ConfigKey<>(
          "cors-headers",
          ConfigType.TEXT,
          "Authorization, Content-Type, Accept, Origin, User-Agent, DNT, Cache-Control,"
              + " X-Mx-ReqToken, Keep-Alive, X-Requested-With, If-Modified-Since",
          "The headers that such pages may send (tsd.http.request.cors_headers).");
  private static final ConfigKey<String> NAN =
      new ConfigKey<>(
          "nan",
          ConfigType.oneOf("text", "null", "omit"),
          "text",
          "How NaN is printed in answers: the text \"NaN\" as OpenTSDB does, null, or not at all. The"
              + " data source of Grafana 13 fails on the text; give it null.");
  private static final ConfigKey<Integer> MAX_SERIES =
      new ConfigKey<>(
          "max-series",
          ConfigType.integer(1, Integer.MAX_VALUE),
          "1000000",
          "A sub-query that finds more series is refused with 413.");
  private static final ConfigKey<Integer> MAX_POINTS =
      new ConfigKey<>(
          "max-points",
          ConfigType.integer(0, Integer.MAX_VALUE),
          "0",
          "A query that reads more points is refused with 413"
              + " (tsd.query.limits.data_points.default); 0 refuses none.");
  private static final ConfigKey<Duration> QUERY_TIMEOUT =
      new ConfigKey<>(
          "query-timeout",
          ConfigType.DURATION,
          "0s",
          "A query that takes longer is given up with 504 (tsd.query.timeout); 0s waits for ever.");
  private static final ConfigKey<Boolean> HISTOGRAMS =
      new ConfigKey<>(
          "histograms",
          ConfigType.FLAG,
          "on",
          "Whether histograms are taken (tsd.core.histograms.config; off there).");
  private static final ConfigKey<Boolean> TREE_PROCESSING =
      new ConfigKey<>(
          "tree-processing",
          ConfigType.FLAG,
          "off",
          "Whether enabled trees grow branches (tsd.core.tree.enable_processing).");
  private static final ConfigKey<String> HOST_TAG =
      new ConfigKey<>(
          "host-tag",
          ConfigType.TEXT,
          "",
          "The tag host of /api/stats; empty for the name of this machine.");

  /** All of them, in the order of docs/configuration.md. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(
          AUTO_METRICS,
          ALLOW_DELETE,
          MODE,
          SKIP_UNRESOLVED,
          SHOW_STACK_TRACE,
          CORS_DOMAINS,
          CORS_HEADERS,
          NAN,
          MAX_SERIES,
          MAX_POINTS,
          QUERY_TIMEOUT,
          HISTOGRAMS,
          TREE_PROCESSING,
          HOST_TAG);

  public OpenTsdbSettings {
    corsDomains = List.copyOf(corsDomains);
  }

  /**
   * The values of a section.
   *
   * @throws tidemark.model.InvalidInputException naming where a bad one was written
   */
  public static OpenTsdbSettings of(ConfigNode section) {
    return new OpenTsdbSettings(
        section.get(AUTO_METRICS),
        section.get(ALLOW_DELETE),
        section.get(MODE).equals("ro"),
        section.get(SKIP_UNRESOLVED),
        section.get(SHOW_STACK_TRACE),
        Arrays.stream(section.get(CORS_DOMAINS).split(",", 0))
            .map(String::strip)
            .filter(domain -> !domain.isEmpty())
            .toList(),
        section.get(CORS_HEADERS),
        NanStyle.valueOf(section.get(NAN).toUpperCase(Locale.ROOT)),
        section.get(MAX_SERIES),
        section.get(MAX_POINTS) == 0 ? Long.MAX_VALUE : section.get(MAX_POINTS),
        section.get(QUERY_TIMEOUT),
        section.get(HISTOGRAMS),
        section.get(TREE_PROCESSING),
        section.get(HOST_TAG));
  }
}
