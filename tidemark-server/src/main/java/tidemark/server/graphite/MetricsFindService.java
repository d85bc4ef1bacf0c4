package tidemark.server.graphite;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import tidemark.model.CodePoints;
import tidemark.model.InvalidInputException;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.query.graphite.Json;
import tidemark.storage.PathNode;
import tidemark.storage.Storage;

/**
 * {@code /metrics/find}, {@code /expand} and {@code /index.json} (contracts/graphite.md 1.2 to
 * 1.4).
 */
final class MetricsFindService implements HttpService {
  private final Storage storage;
  private final InstantSource clock;
  private final PathBrowser browser;

  MetricsFindService(Storage storage, InstantSource clock, GraphiteLimits limits) {
    this.storage = storage;
    this.clock = clock;
    this.browser = new PathBrowser(storage.catalog(), limits.maxSeries());
  }

  @Override
  public void routing(HttpRules rules) {
    for (String path : List.of("/metrics/find", "/metrics/find/", "/metrics/")) {
      rules.any(path, Replies.text(this::find));
    }
    rules
        .any("/metrics/get-metadata", Replies.text((q, s) -> metadata(q, s, "get")))
        .any("/metrics/set-metadata", Replies.text((q, s) -> metadata(q, s, "set")))
        .any("/metrics/expand", Replies.text(this::expand))
        .any("/metrics/expand/", Replies.text(this::expand))
        .any("/metrics/index.json", Replies.text(this::index));
  }

  private void find(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    String query =
        form.one("query")
            .orElseThrow(() -> new InvalidInputException("Missing required parameter 'query'"));
    if (query.isEmpty()) {
      throw new InvalidInputException("Required parameter 'query' is empty");
    }
    boolean leavesOnly = form.namedWhole("leavesOnly", 0) != 0;
    boolean wildcards = form.namedWhole("wildcards", 0) != 0;
    boolean variants = form.namedWhole("automatic_variants", 0) != 0;
    int position = form.namedWhole("position", -1);
    String format = form.one("format").orElse("treejson");
    if (format.equals("completer")) {
      query = completed(query, variants);
    }
    List<PathNode> nodes = browser.browse(query, leavesOnly);
    response.header(HeaderNames.CACHE_CONTROL, "no-cache").header(HeaderNames.PRAGMA, "no-cache");
    Optional<FindFormat> forPrograms = FindFormat.named(format);
    if (forPrograms.isPresent()) {
      String pattern = query;
      double now = (double) clock.instant().getEpochSecond();
      Replies.stream(
          response,
          forPrograms.get().type(),
          out -> forPrograms.get().write(nodes, pattern, now, out));
      return;
    }
    String asked = query;
    Consumer<Json> body =
        switch (format) {
          case "treejson" -> json -> tree(json, nodes, asked, wildcards);
          case "completer" -> json -> completer(json, nodes, wildcards);
          case "nodelist" -> json -> nodelist(json, nodes, position);
          case "json" -> json -> intervals(json, nodes);
          default -> throw new InvalidInputException("Invalid value for 'format' parameter");
        };
    Replies.json(response, form.one("jsonp"), form.has("pretty"), body);
  }

  private static String completed(String query, boolean variants) {
    String pattern = query.replace("..", "*.");
    pattern = pattern.endsWith("*") ? pattern : pattern + "*";
    if (!variants) {
      return pattern;
    }
    List<String> parts = new ArrayList<>();
    for (String part : pattern.split("\\.", -1)) {
      parts.add(part.contains(",") && !part.contains("{") ? "{" + part + "}" : part);
    }
    return String.join(".", parts);
  }

  /** Branches first, one entry per name; the id keeps the pattern that led there. */
  private static void tree(Json json, List<PathNode> nodes, String query, boolean wildcards) {
    String base = query.substring(0, query.lastIndexOf('.') + 1);
    json.open('[');
    if (wildcards && nodes.size() > 1) {
      boolean branch = nodes.stream().anyMatch(node -> !node.leaf());
      node(json, "*", base + "*", branch);
    }
    for (boolean leaf : new boolean[] {false, true}) {
      Set<String> names = new HashSet<>();
      for (PathNode node : nodes) {
        if (node.leaf() == leaf) {
          names.add(node.name());
        }
      }
      names.stream()
          .sorted(CodePoints::compare)
          .forEach(name -> node(json, name, base + name, !leaf));
    }
    json.close(']');
  }

  private static void node(Json json, String name, String id, boolean branch) {
    int open = branch ? 1 : 0;
    json.open('{')
        .name("text")
        .text(unquoted(name))
        .name("id")
        .text(id)
        .name("allowChildren")
        .whole(open)
        .name("expandable")
        .whole(open)
        .name("leaf")
        .whole(1 - open)
        .close('}');
  }

  private static String unquoted(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }

  private static void completer(Json json, List<PathNode> nodes, boolean wildcards) {
    json.open('{').name("metrics").open('[');
    for (PathNode node : byName(nodes)) {
      json.open('{')
          .name("path")
          .text(node.leaf() ? node.path() : node.path() + ".")
          .name("name")
          .text(node.name())
          .name("is_leaf")
          .text(node.leaf() ? "1" : "0")
          .close('}');
    }
    if (wildcards && nodes.size() > 1) {
      json.open('{').name("name").text("*").close('}');
    }
    json.close(']').close('}');
  }

  private static List<PathNode> byName(List<PathNode> nodes) {
    return nodes.stream()
        .sorted(Comparator.comparing(PathNode::name, CodePoints::compare))
        .toList();
  }

  private static void nodelist(Json json, List<PathNode> nodes, int position) {
    TreeSet<String> names = new TreeSet<>(CodePoints::compare);
    for (PathNode node : nodes) {
      List<String> parts = List.of(node.path().split("\\.", -1));
      int index = position < 0 ? parts.size() + position : position;
      if (index >= 0 && index < parts.size()) {
        names.add(parts.get(index));
      }
    }
    json.open('{').name("nodes").open('[');
    names.forEach(json::text);
    json.close(']').close('}');
  }

  private void intervals(Json json, List<PathNode> nodes) {
    long now = clock.instant().getEpochSecond();
    json.open('[');
    for (PathNode node : nodes) {
      json.open('{').name("path").text(node.path());
      json.name("is_leaf").truth(node.leaf()).name("intervals").open('[');
      if (node.leaf()) {
        json.open('{').name("start").real(0).name("end").real((double) now).close('}');
      }
      json.close(']').close('}');
    }
    json.close(']');
  }

  private void expand(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    boolean byQuery = form.whole("groupByExpr", 0) != 0;
    boolean leavesOnly = form.whole("leavesOnly", 0) != 0;
    Map<String, TreeSet<String>> results = new TreeMap<>();
    for (String query : form.all("query")) {
      TreeSet<String> paths =
          results.computeIfAbsent(byQuery ? query : "", key -> new TreeSet<>(CodePoints::compare));
      if (query.isEmpty() && !leavesOnly) {
        paths.add(""); // graphite-web's answer to nothing
      }
      browser.browse(query, leavesOnly).forEach(node -> paths.add(node.path()));
    }
    Replies.json(
        response,
        form.one("jsonp"),
        form.has("pretty"),
        json -> {
          json.open('{').name("results");
          if (byQuery) {
            json.open('{');
            results.forEach((query, paths) -> array(json.name(query), paths));
            json.close('}');
          } else {
            array(json, results.getOrDefault("", new TreeSet<>()));
          }
          json.close('}');
        });
  }

  /**
   * What graphite-web answers when no carbon cache can be asked: files have meta data, and here are
   * none (contracts/graphite.md 1.4).
   */
  private static void metadata(ServerRequest request, ServerResponse response, String verb) {
    Form form = Form.of(request);
    String key = form.one("key").orElse("");
    Json json = new Json(form.has("pretty")).open('{');
    for (String metric : form.all("metric")) {
      json.name(metric).open('{').name("error");
      json.text(
          "Unexpected error occurred in CarbonLink."
              + verb
              + "_metadata("
              + metric
              + ", "
              + key
              + ")");
      json.close('}');
    }
    Replies.json(response, Optional.empty(), json.close('}').toString());
  }

  private static void array(Json json, Iterable<String> texts) {
    json.open('[');
    texts.forEach(json::text);
    json.close(']');
  }

  private void index(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    List<String> paths =
        storage
            .catalog()
            .find(new Selector.Path(PathPattern.parse("**")), TimeRange.ALL, Integer.MAX_VALUE)
            .stream()
            .map(SeriesKey::toString)
            .toList();
    Replies.json(response, form.one("jsonp"), form.has("pretty"), json -> array(json, paths));
  }
}
