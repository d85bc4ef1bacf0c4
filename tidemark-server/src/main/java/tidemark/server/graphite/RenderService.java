package tidemark.server.graphite;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.GraphiteQuery;
import tidemark.query.graphite.GraphiteRequest;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.RenderFormats;
import tidemark.query.graphite.TimeText;

/** {@code /render}, GET or POST: series as json, csv or raw (contracts/graphite.md 1.1). */
final class RenderService implements HttpService {
  private final GraphiteQuery query;
  private final InstantSource clock;

  RenderService(GraphiteQuery query, InstantSource clock) {
    this.query = query;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any("/render", Replies.text(this::render)).any("/render/", Replies.text(this::render));
  }

  private void render(ServerRequest request, ServerResponse response) {
    Form form = Form.of(request);
    ZoneId zone = zone(form.one("tz"));
    GraphiteRequest asked = asked(form, zone);
    String format = format(form);
    List<String> targets =
        form.allOrBracketed("target").stream().filter(t -> !t.isBlank()).toList();
    GraphiteQuery.Answer answer = query.render(targets, asked, () -> false);
    answer
        .warnings()
        .forEach(w -> response.headers().add(HeaderNames.create("X-Tidemark-Warning"), ascii(w)));
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    List<GraphiteSeries> series = answer.series();
    switch (format) {
      case "csv" -> Replies.send(response, 200, "text/csv", RenderFormats.csv(series, zone));
      case "raw" -> Replies.send(response, 200, "text/plain", RenderFormats.raw(series));
      default ->
          Replies.json(
              response,
              form.one("jsonp"),
              RenderFormats.json(
                  series,
                  form.one("maxDataPoints")
                      .filter(m -> m.matches("[0-9]{1,9}"))
                      .map(Integer::valueOf),
                  form.has("noNullPoints"),
                  form.one("pretty").filter(p -> !p.isEmpty()).isPresent()));
    }
  }

  private static String format(Form form) {
    String format =
        form.one("format")
            .orElse(form.has("rawData") ? "raw" : form.has("pickle") ? "pickle" : "png");
    if (!List.of("json", "csv", "raw").contains(format)) {
      throw new InvalidInputException(
          "format '" + format + "' is not answered yet: ask for format=json, csv or raw");
    }
    return format;
  }

  private GraphiteRequest asked(Form form, ZoneId zone) {
    Instant real = clock.instant();
    Instant now =
        Instant.ofEpochSecond(
            form.one("now").map(t -> TimeText.parse(t, real, zone)).orElse(real.getEpochSecond()));
    long until =
        form.one("until").map(t -> TimeText.parse(t, now, zone)).orElse(now.getEpochSecond());
    long from =
        form.one("from")
            .map(t -> TimeText.parse(t, now, zone))
            .orElse(now.getEpochSecond() - 86_400);
    if (from == until) {
      throw new InvalidInputException("Invalid empty time range");
    }
    return new GraphiteRequest(
        new Need(Math.min(from, until), Math.max(from, until)),
        now,
        zone,
        form.one("xFilesFactor").map(RenderService::number).orElse(0.0),
        form.map("template"));
  }

  /** As Python reads a float: {@code nan} and {@code inf} in letters of any case too. */
  private static double number(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    try {
      return switch (plain) {
        case "nan", "+nan", "-nan" -> Double.NaN;
        case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(plain);
      };
    } catch (NumberFormatException e) {
      throw new InvalidInputException("could not convert string to float: '" + text + "'", e);
    }
  }

  /** A zone that nobody knows is the server's, UTC, without a word: so graphite-web. */
  private static ZoneId zone(Optional<String> name) {
    return name.filter(ZoneId.getAvailableZoneIds()::contains)
        .<ZoneId>map(ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }

  private static String ascii(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
