package tidemark.server.opentsdb;

import java.util.LinkedHashMap;
import java.util.Map;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.TagFilter;

/**
 * {@code /api/config}, what of OpenTSDB's settings has a meaning here, and {@code
 * /api/config/filters}.
 */
final class ConfigEndpoint {
  private final OpenTsdbSettings settings;

  ConfigEndpoint(OpenTsdbSettings settings) {
    this.settings = settings;
  }

  Answer config(Call call) {
    call.only("GET", "POST");
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("tsd.core.auto_create_metrics", Boolean.toString(settings.autoMetrics()));
    shown.put("tsd.core.auto_create_tagks", "true");
    shown.put("tsd.core.auto_create_tagvs", "true");
    shown.put("tsd.core.enable_api", "true");
    shown.put("tsd.http.query.allow_delete", Boolean.toString(settings.allowDelete()));
    shown.put("tsd.http.request.cors_domains", String.join(",", settings.corsDomains()));
    shown.put("tsd.http.request.cors_headers", settings.corsHeaders());
    shown.put("tsd.http.request.enable_chunked", "true");
    shown.put("tsd.http.show_stack_trace", Boolean.toString(settings.showStackTrace()));
    shown.put("tsd.mode", settings.readOnly() ? "ro" : "rw");
    shown.put("tsd.query.skip_unresolved_tagvs", Boolean.toString(settings.skipUnresolved()));
    shown.put("tsd.storage.fix_duplicates", "true");
    return Answer.json(new JsonOut().value(shown));
  }

  Answer filters(Call call) {
    call.only("GET", "POST");
    var out = new JsonOut().beginObject();
    for (TagFilter.Type type : TagFilter.Type.values()) {
      out.name(type.shown()).beginObject().name("examples").value(type.example());
      out.name("description").value(type.description()).endObject();
    }
    return Answer.json(out.endObject());
  }
}
