package tidemark.query.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;
import tidemark.model.TextMatcher;
import tidemark.query.Budget;
import tidemark.query.opentsdb.DataQuery.Flag;

/**
 * What a real OpenTSDB 2.4.1 answered (golden/opentsdb), asked of the evaluator alone: no storage,
 * no HTTP. Numbers are compared with their kind: 42 is not 42.0.
 */
class RecordedQueriesTest {
  private final Uids uids = new PlainUids();
  private final Map<SeriesKey, Column> series = new LinkedHashMap<>();

  @Test
  void answersAsRecorded() throws IOException {
    for (int i = 1; i < 10; i++) {
      uids.assign(Uids.Kind.METRIC, "metric met before " + i);
    }
    List.of("a", "host", "dc").forEach(k -> uids.assign(Uids.Kind.TAGK, k));
    List.of("b", "a", "x", "1", "5").forEach(v -> uids.assign(Uids.Kind.TAGV, v));
    load();
    List<String> wrong = new ArrayList<>();
    List<String> cases = lines("queries.jsonl.gz");
    for (String line : cases) {
      Map<String, @Nullable Object> recorded = JsonIn.readObject(line.getBytes(UTF_8));
      String why = check(recorded);
      if (!why.isEmpty()) {
        wrong.add(recorded.get("id") + ": " + why);
      }
    }
    System.out.printf(
        "# opentsdb evaluator: %d of %d recorded queries%n",
        cases.size() - wrong.size(), cases.size());
    assertThat(wrong).isEmpty();
  }

  private void load() throws IOException {
    Map<SeriesKey, TreeMap<Long, String>> points = new LinkedHashMap<>();
    for (String line : lines("points.txt.gz")) {
      String[] words = line.split(" ");
      List<String> tags = new ArrayList<>();
      for (int i = 4; i < words.length; i++) {
        tags.addAll(List.of(words[i].split("=")));
      }
      long time = Long.parseLong(words[2].replace(".", ""));
      time = time > 0xffff_ffffL ? time : time * 1000;
      SeriesKey key = SeriesKey.of(words[1], Tags.of(tags));
      uids.assign(key);
      points.computeIfAbsent(key, k -> new TreeMap<>()).put(time, words[3]);
    }
    points.forEach((key, values) -> {
      Column column = new Column(values.size());
      values.forEach((time, text) -> {
        if (text.matches("[+-]?\\d+")) {
          column.addInteger(time, Long.parseLong(text));
        } else {
          column.add(time, Double.parseDouble(text));
        }
      });
      series.put(key, column);
    });
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Objects.requireNonNull(
                        RecordedQueriesTest.class.getResourceAsStream("/opentsdb/" + resource))),
                UTF_8))) {
      return in.lines().toList();
    }
  }

  /** What differs, or nothing. */
  private String check(Map<String, @Nullable Object> recorded) {
    Map<String, @Nullable Object> request = JsonIn.object(recorded.get("request"));
    String path = Objects.requireNonNull(JsonIn.text(request.get("path")));
    String body = JsonIn.text(request.get("body"));
    DataQuery query =
        body == null
            ? fromUrl(path)
            : QueryBody.parse(JsonIn.readObject(body.getBytes(UTF_8)), Set.of());
    String expected =
        Objects.requireNonNull(JsonIn.text(JsonIn.object(recorded.get("response")).get("body")));
    if (expected.contains("statsSummary") || expected.contains("\"stats\"")) {
      return "";
    }
    AnswerWriter writer =
        new AnswerWriter(query, uids, AnswerWriter.Notes.NONE, AnswerWriter.NanStyle.TEXT, 0);
    String answer = writer.write(answer(query)).toString();
    Object want = JsonIn.read(expected.getBytes(UTF_8));
    for (Object series : JsonIn.list(want)) {
      JsonIn.object(series).remove("annotations");
    }
    Object got = JsonIn.read(answer.getBytes(UTF_8));
    return Alike.alike(want, got) ? "" : "\n  want " + expected + "\n  got  " + answer;
  }

  private static DataQuery fromUrl(String path) {
    Set<SubQuery> queries = new LinkedHashSet<>();
    Map<String, String> single = new LinkedHashMap<>();
    for (String pair : path.substring(path.indexOf('?') + 1).split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8);
      if (parts[0].equals("m")) {
        queries.add(Expression.parse("m", value).ofMetric());
      } else {
        single.put(parts[0], value);
      }
    }
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    Map<String, Flag> known =
        Map.of(
            "ms", Flag.MS,
            "arrays", Flag.ARRAYS,
            "show_tsuids", Flag.SHOW_TSUIDS,
            "show_query", Flag.SHOW_QUERY);
    known.forEach((name, flag) -> {
      if (single.containsKey(name)) {
        flags.add(flag);
      }
    });
    return new DataQuery(
        single.get("start"), single.get("end"), ZoneOffset.UTC, flags, List.copyOf(queries));
  }

  private List<OutputSeries> answer(DataQuery query) {
    List<OutputSeries> answer = new ArrayList<>();
    for (int i = 0; i < query.queries().size(); i++) {
      long now = 1_795_421_535_000L;
      SubQuery sub = query.queries().get(i);
      QueryPlan plan =
          QueryPlan.of(
              query,
              i,
              QueryTime.parse(Objects.requireNonNull(query.start()), query.zone(), now),
              query.end() == null ? now : QueryTime.parse(query.end(), query.zone(), now));
      Selector selector =
          new Selector.Tagged(
              TextMatcher.exactly(Objects.requireNonNull(sub.metric())),
              sub.filters().stream().map(TagFilter::matcher).toList(),
              true);
      List<Member> members = new ArrayList<>();
      series.forEach((key, column) -> {
        if (selector.matches(key) && QueryRunner.wanted(sub, key)) {
          Points points = PointsOf.column(column, plan.scan());
          if (points.size() > 0) {
            members.add(
                new Member(key, Tsuid.of(key, uids), plan.prepare(new Series(key, points, 0))));
          }
        }
      });
      if (sub.percentiles().isEmpty()) {
        answer.addAll(Grouping.answer(plan, members, uids, Budget.UNLIMITED));
      }
    }
    return answer;
  }
}
