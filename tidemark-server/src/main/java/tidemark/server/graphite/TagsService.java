package tidemark.server.graphite;

import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tidemark.ingest.graphite.GraphiteSyntax;
import tidemark.model.CodePoints;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.query.graphite.Json;
import tidemark.query.graphite.PythonRegex;
import tidemark.query.graphite.TagExpressions;
import tidemark.query.graphite.TagExpressions.Condition;

/**
 * {@code /tags}: which tags, values and series there are (contracts/graphite.md 1.6). Series are
 * listed by being written, or by {@code tagSeries} alone.
 */
final class TagsService implements HttpService {
  private final TaggedSeries catalog;
  private final GraphiteLimits limits;

  TagsService(TaggedSeries catalog, GraphiteLimits limits) {
    this.catalog = catalog;
    this.limits = limits;
  }

  @Override
  public void routing(HttpRules rules) {
    both(rules, "/tags", this::tags);
    both(rules, "/tags/findSeries", this::findSeries);
    both(rules, "/tags/autoComplete/tags", this::completeTags);
    both(rules, "/tags/autoComplete/values", this::completeValues);
    both(rules, "/tags/tagSeries", (q, s) -> tagSeries(q, s, false));
    both(rules, "/tags/tagMultiSeries", (q, s) -> tagSeries(q, s, true));
    both(rules, "/tags/delSeries", this::delSeries);
    // graphite-web takes a slash after the name of a tag for a part of it.
    rules.any("/tags/{tag}", Replies.json((q, s) -> tag(q, s, "")));
    rules.any("/tags/{tag}/", Replies.json((q, s) -> tag(q, s, "/")));
  }

  private static void both(
      HttpRules rules, String path, io.helidon.webserver.http.Handler handler) {
    rules.any(path, Replies.json(handler)).any(path + "/", Replies.json(handler));
  }

  /** Whether the method is one of those allowed; otherwise the answer is given here. */
  private static boolean refused(
      ServerRequest request, ServerResponse response, Method... allowed) {
    if (List.of(allowed).contains(request.prologue().method())) {
      return false;
    }
    Replies.send(response, 405, "application/json", "{\"error\": \"method not allowed\"}");
    return true;
  }

  private static Selector all() {
    return TagExpressions.filter(List.of());
  }

  private void tags(ServerRequest request, ServerResponse response) {
    if (refused(request, response, Method.GET)) {
      return;
    }
    Form form = Form.of(request);
    Optional<Pattern> filter = form.one("filter").map(PythonRegex::compile);
    int limit = form.whole("limit", Integer.MAX_VALUE);
    TreeSet<String> names = new TreeSet<>(CodePoints::compare);
    names.addAll(catalog.tagKeys(all(), "", Integer.MAX_VALUE));
    if (!names.isEmpty()) {
      names.add("name");
    }
    Map<String, Integer> shown = numbered(names, filter, limit);
    Replies.json(
        response,
        Optional.empty(),
        pretty(form),
        json -> {
          json.open('[');
          shown.forEach(
              (name, id) -> json.open('{').name("id").whole(id).name("tag").text(name).close('}'));
          json.close(']');
        });
  }

  private void tag(ServerRequest request, ServerResponse response, String after) {
    if (refused(request, response, Method.GET)) {
      return;
    }
    Form form = Form.of(request);
    String tag = request.path().pathParameters().get("tag") + after;
    Optional<Pattern> filter = form.one("filter").map(PythonRegex::compile);
    int limit = form.whole("limit", Integer.MAX_VALUE);
    TreeMap<String, Integer> counts = new TreeMap<>(CodePoints::compare);
    for (SeriesKey key : catalog.find(all(), TimeRange.ALL, Integer.MAX_VALUE)) {
      String value = tag.equals("name") ? key.name() : key.tags().get(tag);
      if (value != null) {
        counts.merge(value, 1, Integer::sum);
      }
    }
    if (counts.isEmpty()) {
      Replies.json(response, Optional.empty(), "null");
      return;
    }
    Map<String, Integer> shown = numbered(counts.keySet(), filter, limit);
    Replies.json(
        response,
        Optional.empty(),
        pretty(form),
        json -> {
          json.open('{').name("id").whole(1).name("tag").text(tag).name("values").open('[');
          shown.forEach((value, id) -> {
            json.open('{').name("id").whole(id).name("value").text(value);
            json.name("count").whole(counts.getOrDefault(value, 0)).close('}');
          });
          json.close(']').close('}');
        });
  }

  /** The first so many texts that the filter lets through, with their numbers among all. */
  private static Map<String, Integer> numbered(
      Iterable<String> texts, Optional<Pattern> filter, int limit) {
    Map<String, Integer> numbered = new LinkedHashMap<>();
    int id = 0;
    for (String text : texts) {
      id++;
      if (filter.map(f -> f.matcher(text).lookingAt()).orElse(true) && numbered.size() < limit) {
        numbered.put(text, id);
      }
    }
    return numbered;
  }

  private void findSeries(ServerRequest request, ServerResponse response) {
    if (refused(request, response, Method.GET, Method.POST)) {
      return;
    }
    Form form = Form.of(request);
    List<String> expressions = form.allOrBracketed("expr");
    if (expressions.isEmpty()) {
      throw new InvalidInputException("no tag expressions specified");
    }
    List<String> found =
        catalog
            .find(TagExpressions.selector(expressions), TimeRange.ALL, limits.maxSeries())
            .stream()
            .map(SeriesKey::toString)
            .toList();
    list(response, form, found, Integer.MAX_VALUE);
  }

  private void completeTags(ServerRequest request, ServerResponse response) {
    if (refused(request, response, Method.GET, Method.POST)) {
      return;
    }
    Form form = Form.of(request);
    List<Condition> conditions = conditions(form);
    String prefix = form.one("tagPrefix").orElse("");
    TreeSet<String> names = new TreeSet<>(CodePoints::compare);
    names.addAll(catalog.tagKeys(filter(conditions), prefix, Integer.MAX_VALUE));
    if ("name".startsWith(prefix) && any(filter(conditions))) {
      names.add("name");
    }
    conditions.forEach(condition -> names.remove(condition.tag()));
    list(response, form, new ArrayList<>(names), limit(form));
  }

  private void completeValues(ServerRequest request, ServerResponse response) {
    if (refused(request, response, Method.GET, Method.POST)) {
      return;
    }
    Form form = Form.of(request);
    String tag =
        form.one("tag")
            .filter(t -> !t.isEmpty())
            .orElseThrow(() -> new InvalidInputException("no tag specified"));
    String prefix = form.one("valuePrefix").orElse("");
    Selector selector = filter(conditions(form));
    List<String> values;
    if (tag.equals("name")) {
      TreeSet<String> names = new TreeSet<>(CodePoints::compare);
      catalog
          .find(selector, TimeRange.ALL, Integer.MAX_VALUE)
          .forEach(key -> names.add(key.name()));
      values = names.stream().filter(name -> name.startsWith(prefix)).toList();
    } else {
      values = catalog.tagValues(selector, tag, prefix, Integer.MAX_VALUE);
    }
    list(response, form, values, limit(form));
  }

  private static Selector filter(List<Condition> conditions) {
    if (!conditions.isEmpty() && conditions.stream().allMatch(Condition::matchesEmpty)) {
      throw new InvalidInputException("At least one tagspec must not match the empty string");
    }
    return TagExpressions.filter(conditions);
  }

  private boolean any(Selector selector) {
    return !catalog.find(selector, TimeRange.ALL, 1).isEmpty();
  }

  private static List<Condition> conditions(Form form) {
    return form.allOrBracketed("expr").stream()
        .filter(e -> !e.isEmpty())
        .map(TagExpressions::condition)
        .toList();
  }

  /** Grafana sends {@code limit=0} or nothing at all for the standard limit. */
  private static int limit(Form form) {
    int limit =
        form.one("limit").filter(String::isEmpty).isPresent() ? 100 : form.whole("limit", 100);
    return limit == 0 ? 100 : limit;
  }

  private static void list(ServerResponse response, Form form, List<String> texts, int limit) {
    Replies.json(
        response,
        Optional.empty(),
        pretty(form),
        json -> {
          json.open('[');
          texts.stream().limit(Math.max(0, limit)).forEach(json::text);
          json.close(']');
        });
  }

  private static boolean pretty(Form form) {
    return form.one("pretty").filter(p -> !p.isEmpty()).isPresent();
  }

  private void tagSeries(ServerRequest request, ServerResponse response, boolean many) {
    if (refused(request, response, Method.POST)) {
      return;
    }
    Form form = Form.of(request);
    List<String> paths =
        form.allOrBracketed("path").stream().filter(path -> !path.isEmpty()).toList();
    if (paths.isEmpty()) {
      throw new InvalidInputException(many ? "no paths specified" : "no path specified");
    }
    List<SeriesKey> keys = paths.stream().map(GraphiteSyntax.INSTANCE::parse).toList();
    catalog.add(keys);
    List<String> normalised = keys.stream().map(SeriesKey::toString).toList();
    if (many) {
      list(response, form, normalised, Integer.MAX_VALUE);
    } else {
      Replies.json(
          response, Optional.empty(), new Json(false).text(normalised.getLast()).toString());
    }
  }

  private void delSeries(ServerRequest request, ServerResponse response) {
    if (refused(request, response, Method.POST)) {
      return;
    }
    List<String> paths = Form.of(request).allOrBracketed("path");
    if (paths.stream().allMatch(String::isEmpty)) {
      throw new InvalidInputException("no path specified");
    }
    catalog.remove(
        paths.stream()
            .filter(path -> !path.isEmpty())
            .map(GraphiteSyntax.INSTANCE::parse)
            .toList());
    Replies.json(response, Optional.empty(), "true");
  }
}
