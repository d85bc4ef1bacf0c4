package tidemark.server.opentsdb;

import java.util.List;
import tidemark.query.opentsdb.AnswerWriter.NanStyle;

/**
 * What an operator can choose about the OpenTSDB API.
 *
 * @param autoMetrics whether a put may name a metric that has no uid ({@code
 *     tsd.core.auto_create_metrics})
 * @param allowDelete whether queries may delete ({@code tsd.http.query.allow_delete}), guarded for
 *     POST too
 * @param readOnly whether everything that writes is unknown ({@code tsd.mode=ro})
 * @param skipUnresolved whether unknown literal tag values are passed over instead of refused
 *     ({@code tsd.query.skip_unresolved_tagvs})
 * @param showStackTrace whether errors carry a stack trace ({@code tsd.http.show_stack_trace}; on
 *     by default there, off here)
 * @param corsDomains origins that may call from a browser, or "*"; empty ignores the header
 * @param corsHeaders the headers such a caller may send
 * @param nan how NaN is printed where no fill policy asks for null
 * @param maxSeries a sub-query that finds more is refused
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
    int maxSeries) {
  /** OpenTSDB's own list of headers. */
  public static final String CORS_HEADERS =
      "Authorization, Content-Type, Accept, Origin, User-Agent, DNT, Cache-Control, X-Mx-ReqToken,"
          + " Keep-Alive, X-Requested-With, If-Modified-Since";

  /** What an installation starts with. */
  public static final OpenTsdbSettings DEFAULTS =
      new OpenTsdbSettings(
          true, false, false, false, false, List.of(), CORS_HEADERS, NanStyle.TEXT, 1_000_000);

  public OpenTsdbSettings {
    corsDomains = List.copyOf(corsDomains);
  }
}
