package tidemark.server.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.ConfigNode;
import tidemark.query.opentsdb.JsonIn;
import tidemark.server.opentsdb.NaiveTsdb.Down;
import tidemark.server.opentsdb.NaiveTsdb.Filter;
import tidemark.server.opentsdb.NaiveTsdb.Output;
import tidemark.server.opentsdb.NaiveTsdb.Point;
import tidemark.server.opentsdb.NaiveTsdb.Rates;
import tidemark.server.opentsdb.NaiveTsdb.Sub;
import tidemark.testing.Seeded;

/**
 * Random points are put over telnet and random queries are asked over HTTP, by URL and by JSON; the
 * answers must be those of {@link NaiveTsdb}: the same series in the same order, the same times, an
 * integer where an integer is due, and the same numbers. 2,000 queries of each engine; 10,000 with
 * -Dtidemark.long=true.
 */
@ExtendWith(Seeded.class)
class DifferentialTest {
  private static final int QUERIES = Boolean.getBoolean("tidemark.long") ? 10_000 : 2_000;
  private static final int QUERIES_PER_STORE = 250;

  private int compared;
  private int points;

  @TempDir Path directory;

  @Test
  void answersAsTheNaiveModelDoes(Random random) throws IOException {
    while (compared < QUERIES) {
      try (var server = new TestServer(OpenTsdbSettings.of(ConfigNode.EMPTY))) {
        var generator = new RandomTsdb(random);
        var model = new NaiveTsdb();
        fill(server, model, generator.samples());
        ask(server, model, generator, random);
      }
    }
    report("memory");
  }

  /**
   * Points of one series are merged, sealed and open at once, and what replaces one comes later.
   */
  @Test
  void theLocalEngineDoesSoWhereverItsPointsAre(Random random) throws IOException {
    for (int store = 0; compared < QUERIES; store++) {
      var generator = new RandomTsdb(random);
      var model = new NaiveTsdb();
      Map<Integer, List<RandomTsdb.Sample>> parts =
          generator.samples().stream().collect(Collectors.groupingBy(s -> random.nextInt(4)));
      var stages = new LocalStages(directory.resolve("store" + store));
      stages.untilSealed(server -> fill(server, model, part(parts, 0)));
      stages.untilMerged(server -> fill(server, model, part(parts, 1)));
      stages.untilSealed(server -> fill(server, model, part(parts, 2)));
      stages.untilSealed(server -> {
        fill(server, model, part(parts, 3));
        ask(server, model, generator, random);
      });
    }
    report("local");
  }

  private static List<RandomTsdb.Sample> part(
      Map<Integer, List<RandomTsdb.Sample>> parts, int which) {
    return parts.getOrDefault(which, List.of());
  }

  private void report(String engine) {
    System.out.printf(
        "opentsdb differential, %s: %d queries with %d points in their answers, no difference%n",
        engine, compared, points);
  }

  private static void fill(TestServer server, NaiveTsdb model, List<RandomTsdb.Sample> samples)
      throws IOException {
    var lines = new StringBuilder();
    for (RandomTsdb.Sample sample : samples) {
      lines.append(
          "put %s %d %s".formatted(sample.series().metric(), sample.time(), sample.value()));
      sample.series().tags().forEach((key, value) -> lines.append(" " + key + "=" + value));
      lines.append('\n');
      model.put(sample.series(), sample.time(), sample.value());
    }
    assertThat(server.telnet(lines.toString())).isEmpty();
  }

  private void ask(TestServer server, NaiveTsdb model, RandomTsdb generator, Random random)
      throws IOException {
    for (int i = 0; i < QUERIES_PER_STORE && compared < QUERIES; i++) {
      askOnce(server, model, generator, random);
    }
  }

  private void askOnce(TestServer server, NaiveTsdb model, RandomTsdb generator, Random random)
      throws IOException {
    boolean post = random.nextBoolean();
    RandomTsdb.Metric metric = generator.metric();
    long[] range = generator.range(metric);
    String zone = post ? generator.zone() : null;
    Set<Sub> subs = new LinkedHashSet<>();
    for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
      subs.add(generator.sub(metric, post));
    }
    List<Output> want = new ArrayList<>();
    for (Sub sub : subs) {
      want.addAll(model.answer(sub, range[0], range[1], ZoneId.of(zone == null ? "UTC" : zone)));
    }
    boolean infinite =
        want.stream()
            .flatMap(output -> output.points().stream())
            .anyMatch(point -> Double.isInfinite(point.value().doubleValue()));
    boolean nulls = subs.stream().anyMatch(s -> s.down() != null && s.down().fill().equals("null"));
    String asked = post ? body(subs, range, zone) : url(subs, range);
    RawHttp.Reply reply =
        post
            ? RawHttp.send(
                server.port(), "POST", "/api/query?arrays&ms", Map.of(), asked.getBytes(UTF_8))
            : RawHttp.send(server.port(), "GET", asked, Map.of(), new byte[0]);
    if (infinite) {
      return; // OpenTSDB fails where a product grows beyond all doubles
    }
    compared++;
    boolean unknown = subs.stream().anyMatch(model::namesUnknown);
    assertThat(reply.status()).as(asked + " " + reply.text()).isEqualTo(unknown ? 400 : 200);
    if (unknown) {
      assertThat(reply.text()).contains("No such name for 'tag");
      return;
    }
    List<@Nullable Object> got = JsonIn.list(JsonIn.read(reply.body()));
    assertThat(got).as(asked).hasSameSizeAs(want);
    for (int i = 0; i < want.size(); i++) {
      String why = difference(want.get(i), JsonIn.object(got.get(i)), nulls);
      assertThat(why).as("%s, series %d", asked, i).isEmpty();
      points += want.get(i).points().size();
    }
  }

  private static String difference(Output want, Map<String, @Nullable Object> got, boolean nulls) {
    if (!want.tags().equals(got.get("tags"))) {
      return "tags " + want.tags() + " but " + got.get("tags");
    }
    Set<Object> aggregated = new HashSet<>(JsonIn.list(got.get("aggregateTags")));
    if (!want.aggregated().equals(aggregated)) {
      return "aggregateTags " + want.aggregated() + " but " + aggregated;
    }
    List<@Nullable Object> dps = JsonIn.list(got.get("dps"));
    if (dps.size() != want.points().size()) {
      return "%d points %s but %d %s"
          .formatted(want.points().size(), want.points(), dps.size(), dps);
    }
    for (int i = 0; i < dps.size(); i++) {
      List<@Nullable Object> pair = JsonIn.list(dps.get(i));
      Point point = want.points().get(i);
      if (!String.valueOf(pair.get(0)).equals(Long.toString(point.time()))
          || !alike(point.value(), pair.get(1), nulls)) {
        return "%s but %s, in %s but %s".formatted(point, pair, want.points(), dps);
      }
    }
    return "";
  }

  private static boolean alike(Number want, @Nullable Object got, boolean nulls) {
    String text = String.valueOf(got);
    if (want instanceof Long) {
      return text.equals(want.toString());
    }
    double number = want.doubleValue();
    if (Double.isNaN(number)) {
      return text.equals("NaN") || nulls && got == null;
    }
    if (!(got instanceof JsonIn.Numeral) || text.matches("-?\\d+")) {
      return false;
    }
    double other = Double.parseDouble(text);
    return Math.abs(number - other) <= 1e-9 * Math.max(Math.abs(number), Math.abs(other));
  }

  private static String downsample(Down down) {
    String fill = down.fill().isEmpty() ? "" : "-" + down.fill();
    return down.length() + (down.calendar() ? "c" : "") + "-" + down.function() + fill;
  }

  private static String url(Set<Sub> subs, long[] range) {
    return subs.stream()
        .map(sub -> "&m=" + URLEncoder.encode(expression(sub), UTF_8))
        .collect(
            Collectors.joining(
                "", "/api/query?arrays&ms&start=%d&end=%d".formatted(range[0], range[1]), ""));
  }

  private static String expression(Sub sub) {
    var text = new StringBuilder(sub.aggregator());
    if (sub.down() != null) {
      text.append(':').append(downsample(sub.down()));
    }
    if (sub.rates() != null) {
      Rates rates = sub.rates();
      String first = rates.drop() ? "dropcounter" : rates.counter() ? "counter" : "";
      text.append(":rate{%s,%d,%d}".formatted(first, rates.max(), rates.reset()));
    }
    text.append(sub.explicit() ? ":explicit_tags" : "").append(':').append(sub.metric());
    return text.append(braces(sub.filters(), true)).append(braces(sub.filters(), false)).toString();
  }

  private static String braces(List<Filter> filters, boolean groups) {
    return filters.stream()
        .filter(filter -> filter.groups() == groups)
        .map(filter -> filter.key() + "=" + filter.type() + "(" + filter.argument() + ")")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String body(Set<Sub> subs, long[] range, @Nullable String zone) {
    String queries = subs.stream().map(DifferentialTest::json).collect(Collectors.joining(","));
    return "{\"start\":%d,\"end\":%d,%s\"queries\":[%s]}"
        .formatted(
            range[0], range[1], zone == null ? "" : "\"timezone\":\"" + zone + "\",", queries);
  }

  private static String json(Sub sub) {
    String down = sub.down() == null ? "" : ",\"downsample\":\"" + downsample(sub.down()) + "\"";
    String rate = "";
    if (sub.rates() != null) {
      Rates r = sub.rates();
      rate =
          (",\"rate\":true,\"rateOptions\":{\"counter\":%s,\"counterMax\":%d,\"resetValue\":%d,"
                  + "\"dropResets\":%s}")
              .formatted(r.counter(), r.max(), r.reset(), r.drop());
    }
    String filters =
        sub.filters().stream()
            .map(f ->
                "{\"type\":\"%s\",\"tagk\":\"%s\",\"filter\":\"%s\",\"groupBy\":%s}"
                    .formatted(f.type(), f.key(), f.argument(), f.groups()))
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"aggregator\":\"%s\",\"metric\":\"%s\",\"explicitTags\":%s,\"filters\":%s%s%s}"
        .formatted(sub.aggregator(), sub.metric(), sub.explicit(), filters, down, rate);
  }
}
