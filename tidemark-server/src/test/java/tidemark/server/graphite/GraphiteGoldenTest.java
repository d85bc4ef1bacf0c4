package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.query.opentsdb.JsonIn;
import tidemark.testing.Golden;

/**
 * Plays the recordings of a real graphite-web (golden/graphite/cases.jsonl) against Graphite's API
 * on a real socket.
 *
 * <p>What is not answered alike stands in excluded.txt, one id and reason per line; an excluded
 * case that passes fails this test. Where graphite-web crashed (500) and Tidemark gives an answer
 * that makes sense, the case counts as passed and stands in better.txt with the reason why.
 */
class GraphiteGoldenTest {
  /** The functions that the first issue asked for. */
  private static final Set<String> FIRST =
      Set.of(
          "absolute",
          "aggregate",
          "alias",
          "aliasByMetric",
          "aliasByNode",
          "aliasByTags",
          "aliasSub",
          "asPercent",
          "averageAbove",
          "averageSeries",
          "consolidateBy",
          "constantLine",
          "countSeries",
          "currentAbove",
          "derivative",
          "diffSeries",
          "divideSeries",
          "exclude",
          "grep",
          "group",
          "groupByNode",
          "groupByNodes",
          "groupByTags",
          "highestAverage",
          "highestCurrent",
          "highestMax",
          "integral",
          "keepLastValue",
          "limit",
          "lowestAverage",
          "maxSeries",
          "minSeries",
          "movingAverage",
          "movingMedian",
          "multiplySeries",
          "nPercentile",
          "nonNegativeDerivative",
          "offset",
          "perSecond",
          "percentileOfSeries",
          "removeEmptySeries",
          "scale",
          "scaleToSeconds",
          "seriesByTag",
          "sortByMaxima",
          "sortByName",
          "sumSeries",
          "summarize",
          "timeShift",
          "transformNull");

  private final Golden golden = new Golden(GraphiteGoldenTest.class);

  @Test
  void answersAsRecorded() throws IOException, InterruptedException {
    Map<String, String> excluded = reasons("excluded.txt");
    Map<String, String> better = reasons("better.txt");
    List<Recorded> cases =
        golden.lines("golden/graphite/cases.jsonl").stream()
            .map(line -> new Recorded(JsonIn.readObject(line.getBytes(UTF_8))))
            .sorted(Comparator.comparing(Recorded::last).thenComparing(Recorded::id))
            .toList();
    List<String> wrong = new ArrayList<>();
    List<String> passing = new ArrayList<>();
    int good = 0;
    int first = 0;
    int firstGood = 0;
    try (var world = new RecordedWorld(golden)) {
      for (Recorded recorded : cases) {
        String id = recorded.id();
        String why = difference(world, recorded, better.containsKey(id));
        boolean listed =
            recorded.area().startsWith("fn.") && FIRST.contains(recorded.area().substring(3));
        first += listed ? 1 : 0;
        firstGood += listed && why.isEmpty() ? 1 : 0;
        good += why.isEmpty() ? 1 : 0;
        if (why.isEmpty() && excluded.containsKey(id)) {
          passing.add(id);
        }
        if (!why.isEmpty() && !excluded.containsKey(id)) {
          wrong.add(id + " " + why);
        }
      }
    }
    System.out.printf(
        "# graphite recordings: %d of %d pass, %d excluded; of the first %d functions %d of %d%n",
        good, cases.size(), excluded.size(), FIRST.size(), firstGood, first);
    System.out.printf("answered where graphite-web crashed: %s%n", better.keySet());
    assertThat(wrong).isEmpty();
    assertThat(passing).as("excluded, but they pass").isEmpty();
  }

  private Map<String, String> reasons(String name) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : golden.lines("golden/graphite/" + name)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("\t", 2);
        reasons.put(parts[0], parts[1]);
      }
    }
    return reasons;
  }

  /** What differs, or nothing. */
  private static String difference(RecordedWorld world, Recorded recorded, boolean better)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer;
    for (Map<String, @Nullable Object> request : recorded.around("setup")) {
      world.send(request);
    }
    answer = world.send(recorded.request());
    for (Map<String, @Nullable Object> request : recorded.around("teardown")) {
      world.send(request);
    }
    boolean alike =
        better ? recorded.crash() && answer.statusCode() == 200 : recorded.matches(answer);
    return alike
        ? ""
        : recorded.request().get("params")
            + "\n  want "
            + recorded.text("status")
            + " "
            + recorded.text("body")
            + "\n  got  "
            + answer.statusCode()
            + " "
            + new String(answer.body(), UTF_8);
  }
}
