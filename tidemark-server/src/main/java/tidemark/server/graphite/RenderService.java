package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tidemark.model.InvalidInputException;
import tidemark.query.Budget;
import tidemark.query.graphite.GraphiteQuery;
import tidemark.query.graphite.GraphiteRequest;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.TimeText;
import tidemark.query.graphite.format.RenderFormat;
import tidemark.query.graphite.format.RenderFormats;
import tidemark.query.graphite.format.RenderOptions;
import tidemark.server.queries.Queries;
import tidemark.server.queries.RunningQuery;

/**
 * {@code /render}, GET or POST: series in one of the formats, or as a picture
 * (contracts/graphite.md 1.1).
 */
final class RenderService implements HttpService {
  /** The JDK copies all of its six hundred names at each call. */
  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  private final GraphiteQuery query;
  private final Queries queries;
  private final RenderCache cache;
  private final Duration cacheTime;
  private final InstantSource clock;

  RenderService(
      GraphiteQuery query,
      Queries queries,
      RenderCache cache,
      Duration cacheTime,
      InstantSource clock) {
    this.query = query;
    this.queries = queries;
    this.cache = cache;
    this.cacheTime = cacheTime;
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
    boolean pie = isPie(form);
    Optional<RenderFormat> format = format(form, zone, asked.range());
    List<String> targets =
        form.allOrBracketed("target").stream().filter(t -> !t.isBlank()).toList();
    Duration keep = keep(form);
    response.header(
        HeaderNames.CACHE_CONTROL,
        keep.isZero() ? "no-cache" : "max-age=" + Math.max(1, keep.toSeconds()));
    try (RunningQuery running = queries.begin("graphite", String.join("; ", targets))) {
      var ask = new Ask(asked, keep, running, response);
      if (pie || format.isEmpty()) {
        PictureRequest picture = PictureRequest.of(form, pie);
        running.hold(picture.bytes());
        byte[] drawn = running.compute(() -> draw(picture, targets, ask));
        Replies.send(response, 200, picture.format().type(), drawn);
      } else {
        List<GraphiteSeries> series = running.compute(() -> evaluate(targets, ask));
        boolean wrapped = format.get().isScript();
        send(response, form.one("jsonp").filter(j -> wrapped), format.get(), series);
      }
    }
  }

  /** One request: what it is about, how old its answer may be, and where it goes. */
  private record Ask(
      GraphiteRequest request, Duration keep, Budget budget, ServerResponse response) {}

  /** How old an answer may be: {@code cacheTimeout} in seconds, nothing with {@code noCache}. */
  private Duration keep(Form form) {
    int seconds = form.whole("cacheTimeout", -1);
    if (form.has("noCache") || seconds == 0) {
      return Duration.ZERO;
    }
    return seconds > 0 ? Duration.ofSeconds(seconds) : cacheTime;
  }

  private List<GraphiteSeries> evaluate(List<String> targets, Ask ask) {
    GraphiteQuery.Answer answer = answer(targets, ask);
    answer
        .warnings()
        .forEach(
            w -> ask.response().headers().add(HeaderNames.create("X-Tidemark-Warning"), ascii(w)));
    return answer.series();
  }

  private GraphiteQuery.Answer answer(List<String> targets, Ask ask) {
    if (ask.keep().isZero()) {
      return query.render(targets, ask.request(), ask.budget());
    }
    return cache
        .get(targets, ask.request(), ask.keep())
        .orElseGet(() -> {
          GraphiteQuery.Answer answer = query.render(targets, ask.request(), ask.budget());
          cache.put(targets, ask.request(), ask.keep(), answer);
          return answer;
        });
  }

  private byte[] draw(PictureRequest picture, List<String> targets, Ask ask) {
    return picture.pie().isPresent()
        ? picture.pie(targets, target -> evaluate(List.of(target), ask))
        : picture.chart(evaluate(targets, ask), ask.request().zone());
  }

  private static void send(
      ServerResponse response,
      Optional<String> jsonp,
      RenderFormat format,
      List<GraphiteSeries> series) {
    Replies.stream(
        response,
        jsonp.isPresent() ? "text/javascript" : format.type(),
        out -> {
          if (jsonp.isPresent()) {
            out.write((jsonp.get() + '(').getBytes(UTF_8));
          }
          format.write(series, out);
          if (jsonp.isPresent()) {
            out.write(')');
          }
        });
  }

  /** Whether a form asks for a pie, which is a picture whatever the format says. */
  private static boolean isPie(Form form) {
    String type = form.one("graphType").orElse("line");
    if (!type.equals("line") && !type.equals("pie")) {
      throw new InvalidInputException(
          "Invalid graphType '" + type + "', must be one of ['line', 'pie']");
    }
    return type.equals("pie");
  }

  /** Nothing for a picture: that is what every format is that is no other. */
  private static Optional<RenderFormat> format(Form form, ZoneId zone, Need range) {
    String name =
        form.one("format")
            .orElse(form.has("rawData") ? "raw" : form.has("pickle") ? "pickle" : "png");
    var options =
        new RenderOptions(
            form.one("maxDataPoints").filter(m -> m.matches("[0-9]{1,9}")).map(Integer::valueOf),
            form.has("noNullPoints"),
            form.one("pretty").filter(p -> !p.isEmpty()).isPresent(),
            zone,
            range);
    return RenderFormats.named(name, options);
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
    return name.filter(ZONES::contains).<ZoneId>map(ZoneId::of).orElse(ZoneOffset.UTC);
  }

  private static String ascii(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
