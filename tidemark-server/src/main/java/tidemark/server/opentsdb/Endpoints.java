package tidemark.server.opentsdb;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.opentsdb.HistogramDoor;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.query.opentsdb.Aggregator;
import tidemark.query.opentsdb.Aggregators;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.QueryRunner;
import tidemark.storage.Records;
import tidemark.storage.Storage;

/**
 * What the API answers, by path: those under {@code /api} without it, and the older ones beside it
 * (contracts/opentsdb.md 3 to 9). A path ends where it is listed, except that {@code query} takes
 * anything below it (case 539).
 */
final class Endpoints {
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>Tidemark</title></head><body><h1>Tidemark</h1>"
          + "<p>This port speaks OpenTSDB: telnet put, and HTTP under /api.</p></body></html>";

  /** Those that answer for everything below them. */
  private static final Set<String> OPEN = Set.of("query", "search", "tree", "uid");

  private final Map<String, Endpoint> api = new HashMap<>();
  private final Map<String, Endpoint> legacy = new HashMap<>();

  /** What this process shows of itself. */
  record About(String version, String revision, String builtOn, String host) {}

  Endpoints(
      OpenTsdbSettings settings,
      Storage storage,
      UidTable uids,
      Records records,
      SeriesTable table,
      Meters meters,
      InstantSource clock,
      About about,
      Map<String, Endpoint> puts,
      Histograms histograms,
      @Nullable HistogramDoor histogramDoor) {
    var runner =
        new QueryRunner(
            storage,
            uids,
            settings.skipUnresolved(),
            settings.maxSeries(),
            settings.maxPoints(),
            histograms);
    var suggest = new SuggestEndpoint(uids, storage.catalog());
    var lookup = new LookupEndpoint(uids, storage.catalog(), histograms);
    var annotations = new Annotations(records);
    var texts = new Meta(records, uids);
    var meta = new MetaEndpoint(texts, uids, storage, clock);
    var branches =
        new TreeBranches(storage.catalog(), uids, texts, meta::write, settings.treeProcessing());
    var notes = new AnnotationEndpoint(annotations, clock);
    var queries = new QueryLog(uids);
    var config = new ConfigEndpoint(settings);
    var stats = new StatsEndpoint(meters, clock, about.host());
    var version = new VersionEndpoint(about.version(), about.revision(), about.builtOn());
    if (!settings.readOnly()) {
      api.put("histogram", new HistogramEndpoint(histogramDoor));
      api.put("rollup", new RollupEndpoint());
      api.put("tree", new TreeEndpoint(new Trees(records), branches));
      api.put("uid", Endpoints::otherUids);
      api.put("uid/assign", new UidEndpoint(uids));
      var rename = new Rename(uids, storage, table, records);
      rename.resumeAtStart(clock.millis());
      api.put("uid/rename", new RenameEndpoint(uids, rename, clock));
      api.put("uid/uidmeta", meta::ofUid);
      api.put("uid/tsmeta", meta::ofSeries);
      api.put("annotation", notes::one);
      api.put("annotation/bulk", notes::bulk);
      api.put("annotations", notes::globals);
    }
    api.put("aggregators", Endpoints::aggregators);
    api.put("config", config::config);
    api.put("config/filters", config::filters);
    api.put("dropcaches", Endpoints::dropCaches);
    var query = new QueryEndpoint(runner, uids, annotations, settings, clock, queries);
    api.put("query", Turn.taking(query));
    api.put("query/last", Turn.taking(new LastEndpoint(storage, uids, clock)));
    api.put("query/exp", Turn.taking(new ExpEndpoint(runner, settings, clock)));
    api.put("search", Endpoints::search);
    api.put("search/lookup", lookup);
    api.put("stats", stats::points);
    api.put("stats/jvm", JvmStats::jvm);
    api.put("stats/query", queries::answer);
    api.put("stats/threads", JvmStats::threads);
    api.put("suggest", suggest);
    api.put("version", version::api);
    // Numbers are durable before they are seen; puts show none.
    api.replaceAll((path, endpoint) -> call -> settled(endpoint.answer(call), uids));
    if (!settings.readOnly()) {
      api.putAll(puts);
    }
    legacy.put("", call -> Answer.text("text/html; charset=UTF-8", PAGE));
    legacy.put("aggregators", call -> old(aggregators(call)));
    legacy.put("q", Turn.taking(new GraphEndpoint(runner, clock)));
    legacy.put("stats", call -> call.has("json") ? old(stats.lines(call)) : stats.lines(call));
    legacy.put("suggest", call -> old(suggest.answer(call)));
    legacy.put(
        "version", call -> call.has("json") ? old(version.legacy(call)) : version.legacy(call));
  }

  /**
   * The endpoint of a path under {@code /api}.
   *
   * @throws ApiException 404
   */
  Endpoint api(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Endpoint found = api.get(at);
      if (found != null && (at.equals(path) || OPEN.contains(at))) {
        return found;
      }
    }
    throw new ApiException(404, "Endpoint not found");
  }

  private static Answer settled(Answer answer, UidTable uids) {
    uids.settle();
    return answer;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The endpoint of another path, or one that says that there is none. */
  Endpoint legacy(String path) {
    Endpoint found = legacy.get(path);
    if (found != null) {
      return found;
    }
    if (path.equals("favicon.ico") || path.startsWith("s/")) {
      String type = path.endsWith(".ico") ? "image/x-icon" : "text/javascript";
      var error = new JsonOut().beginObject().name("error").beginObject().name("code").value(404);
      error.name("message").value("Page not found").endObject().endObject();
      return call -> new Answer(404, type, error.toBytes(), Map.of()); // as recorded: 017, 018
    }
    return call ->
        new Answer(
            404,
            "text/html; charset=UTF-8",
            "<!DOCTYPE html><html><body><h1>Page Not Found</h1></body></html>\n"
                .getBytes(StandardCharsets.UTF_8),
            Map.of());
  }

  private static Answer old(Answer answer) {
    return new Answer(answer.status(), "application/json", answer.body(), answer.headers());
  }

  private static Answer aggregators(Call call) {
    call.only("GET", "POST");
    return Answer.json(
        new JsonOut().value(Aggregators.ALL.stream().map(Aggregator::name).toList()));
  }

  /** There are no caches whose contents could be wrong. */
  private static Answer dropCaches(Call call) {
    call.only("GET", "POST");
    return Answer.json(
        new JsonOut()
            .beginObject()
            .name("message")
            .value("Caches dropped")
            .name("status")
            .value("200")
            .endObject());
  }

  private static Answer otherUids(Call call) {
    throw new ApiException(501, "Other UID endpoints have not been implemented yet");
  }

  private static Answer search(Call call) {
    String type = call.path().substring(call.path().lastIndexOf('/') + 1);
    throw switch (type) {
      case "tsmeta", "tsmeta_summary", "tsuids", "uidmeta", "annotation" ->
          new ApiException(400, "Searching is not enabled", "Tidemark has no search but lookup");
      default ->
          new ApiException(400, "Invalid search query type supplied", "Unknown type: " + type);
    };
  }
}
