package tidemark.server.graphite;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Json;
import tidemark.query.graphite.TimeText;
import tidemark.query.opentsdb.JsonIn;

/** {@code /events} (contracts/graphite.md 1.7). */
final class EventsService implements HttpService {
  private static final String HTML = "text/html; charset=utf-8";

  private final Events events;
  private final InstantSource clock;

  EventsService(Events events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .any("/events/get_data", Replies.text(this::find))
        .any("/events/get_data/", Replies.text(this::find))
        .any("/events", this::events);
    rules
        .any("/events/", this::events)
        .any("/events/{id}", this::one)
        .any("/events/{id}/", this::one);
  }

  private void events(ServerRequest request, ServerResponse response) {
    switch (request.prologue().method().text()) {
      case "POST" -> post(request, response);
      case "GET", "HEAD" -> Replies.send(response, 200, HTML, page(events.all()));
      default -> Replies.send(response, 405, HTML, "");
    }
  }

  private void post(ServerRequest request, ServerResponse response) {
    Map<String, @Nullable Object> fields;
    try {
      fields = JsonIn.readObject(request.content().as(byte[].class));
    } catch (InvalidInputException e) {
      // graphite-web answers 500 to what is no JSON object, and its clients retry on that alone.
      Replies.send(response, 500, "text/plain", "An event is a JSON object: " + e.getMessage());
      return;
    }
    String what = JsonIn.text(fields.get("what"));
    if (what == null) {
      Replies.send(response, 500, "text/plain", "An event needs a \"what\".");
      return;
    }
    List<String> tags = tags(fields.get("tags"));
    if (tags == null) {
      String error = "\"tags\" must be an array or space-separated string";
      Replies.send(
          response,
          400,
          HTML,
          new Json(false).open('{').name("error").text(error).close('}').toString());
      return;
    }
    String data = JsonIn.text(fields.get("data"));
    events.add(when(fields.get("when")), what, data == null ? "" : data, tags);
    Replies.send(response, 200, HTML, "");
  }

  /** Absent ones are none; null for what is neither a list nor a text. */
  private static @Nullable List<String> tags(@Nullable Object given) {
    if (given == null) {
      return List.of();
    }
    if (given instanceof List<?> list) {
      return words(String.join(" ", list.stream().map(String::valueOf).toList()));
    }
    return given instanceof String text ? words(text) : null;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private long when(@Nullable Object given) {
    String text = JsonIn.text(given);
    try {
      return text == null ? clock.instant().getEpochSecond() : (long) Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException("\"when\" must be seconds since 1970", e);
    }
  }

  private void find(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    Instant now = clock.instant();
    long from = form.one("from").map(t -> TimeText.parse(t, now, ZoneOffset.UTC)).orElse(0L);
    long until =
        form.one("until")
            .map(t -> TimeText.parse(t, now, ZoneOffset.UTC))
            .orElse(now.getEpochSecond());
    List<Event> found = events.between(from, until);
    Optional<String> tags = form.one("tags");
    if (tags.isPresent()) {
      found = events.tagged(found, words(tags.get()), form.one("set").orElse(""));
    }
    Json json = new Json(false).open('[');
    found.forEach(event -> event.writeTo(json));
    Replies.json(response, form.one("jsonp"), json.close(']').toString());
  }

  private void one(ServerRequest request, ServerResponse response) {
    String id = request.path().pathParameters().get("id");
    Optional<Event> found =
        id.matches("[0-9]{1,9}") ? events.get(Integer.parseInt(id)) : Optional.empty();
    boolean json =
        request.headers().first(HeaderNames.ACCEPT).orElse("").equals("application/json");
    if (json) {
      Replies.send(response, found.isPresent() ? 200 : 404, "application/json", object(found));
    } else if (found.isPresent()) {
      Replies.send(response, 200, HTML, page(List.of(found.get())));
    } else {
      Replies.send(response, 404, "text/html", "");
    }
  }

  private static String object(Optional<Event> found) {
    Json json = new Json(false).open('{');
    if (found.isEmpty()) {
      json.name("error").text("Event matching query does not exist");
    } else {
      Event event = found.get();
      json.name("id").whole(event.id());
      json.name("when").text(Instant.ofEpochSecond(event.when()).toString());
      json.name("what").text(event.what()).name("data").text(event.data());
      event.tagsTo(json.name("tags"));
    }
    return json.close('}').toString();
  }

  private static String page(List<Event> events) {
    var out = new StringBuilder("<!doctype html><title>Events</title><table>\n");
    for (Event event : events) {
      out.append("<tr><td>").append(Instant.ofEpochSecond(event.when()));
      out.append("<td>").append(escaped(event.what()));
      out.append("<td>").append(escaped(String.join(" ", event.tags()))).append('\n');
    }
    return out.append("</table>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
