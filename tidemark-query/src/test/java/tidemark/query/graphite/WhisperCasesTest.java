package tidemark.query.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tidemark.model.Points;
import tidemark.query.opentsdb.JsonIn;
import tidemark.retention.Archive;
import tidemark.retention.Retention;
import tidemark.retention.Rollup;
import tidemark.testing.Golden;

/**
 * Files built by whisper itself and what it read back from them, against raw points on our grid
 * (golden/graphite/whisper-cases.jsonl).
 *
 * <p>What a ring of slots does and raw points cannot, so the case is left out or the operation is:
 *
 * <ul>
 *   <li>{@code update} refuses a point from the future and one beyond the retention; how old a
 *       point was when it came is not kept with it. Such operations are left out, as whisper left
 *       them out.
 *   <li>A point older than the finest archive goes to a coarser one only, unaggregated, and is
 *       there however little else is known: {@link #LATE} lists the reads that see it.
 *   <li>A range that ends before it starts never gets as far as a window here.
 * </ul>
 */
class WhisperCasesTest {
  private static final List<String> LATE =
      List.of("whisper.028.too_old_future read 1", "whisper.032.rewrite_past read 1");
  private static final List<String> REVERSED = List.of("whisper.028.too_old_future read 5");

  @TestFactory
  List<DynamicTest> readsBackWhatWhisperReads() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : new Golden(getClass()).lines("golden/graphite/whisper-cases.jsonl")) {
      Map<?, ?> file = map(JsonIn.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      Points points = points(file);
      Retention retention = retention(file);
      int number = 0;
      for (Object fetch : list(file.get("fetches"))) {
        String name = file.get("id") + " read " + number++;
        if (LATE.contains(name) || REVERSED.contains(name)) {
          continue;
        }
        tests.add(DynamicTest.dynamicTest(name, () -> check(points, retention, map(fetch))));
      }
    }
    return tests;
  }

  private static void check(Points points, Retention retention, Map<?, ?> fetch) {
    long from = whole(fetch.get("from"));
    long until = whole(fetch.get("until"));
    Optional<Window> window = Window.of(from, until, whole(fetch.get("now")), retention.archives());
    if (fetch.get("result") == null) {
      assertThat(window).isEmpty();
      return;
    }
    List<?> shape = list(list(fetch.get("result")).getFirst());
    List<?> expected = list(list(fetch.get("result")).getLast());
    assertThat(List.of(window.get().start(), window.get().end(), (long) window.get().step()))
        .isEqualTo(shape.stream().map(WhisperCasesTest::whole).toList());
    double[] slots = Grid.fill(points, window.get(), retention.method(), retention.xFilesFactor());
    assertThat(slots).hasSize(expected.size());
    for (int i = 0; i < slots.length; i++) {
      if (expected.get(i) == null) {
        assertThat(slots[i]).as("slot %d", i).isNaN();
      } else {
        assertThat(slots[i]).as("slot %d", i).isCloseTo(number(expected.get(i)), within(1e-9));
      }
    }
  }

  private static Points points(Map<?, ?> file) {
    TreeMap<Long, Double> kept = new TreeMap<>();
    List<?> results = list(file.get("op_results"));
    int i = 0;
    for (Object operation : list(file.get("ops"))) {
      Map<?, ?> op = map(operation);
      boolean taken = "ok".equals(results.get(i++));
      if (taken && op.containsKey("ts")) {
        kept.put(whole(op.get("ts")) * 1000, number(op.get("value")));
      } else if (taken) {
        for (Object point : list(op.get("points"))) {
          kept.put(whole(list(point).getFirst()) * 1000, number(list(point).getLast()));
        }
      }
    }
    long[] timestamps = kept.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values = kept.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Points.Irregular(timestamps, values, timestamps.length, null);
  }

  private static Retention retention(Map<?, ?> file) {
    List<Archive> archives = new ArrayList<>();
    for (Object archive : list(file.get("archives"))) {
      archives.add(
          new Archive((int) whole(list(archive).getFirst()), (int) whole(list(archive).getLast())));
    }
    return new Retention(
        archives,
        Rollup.of(file.get("aggregationMethod").toString()).orElseThrow(),
        (float) number(file.get("xFilesFactor")));
  }

  private static Map<?, ?> map(Object json) {
    return (Map<?, ?>) json;
  }

  private static List<?> list(Object json) {
    return (List<?>) json;
  }

  private static long whole(Object json) {
    return (long) number(json);
  }

  private static double number(Object json) {
    return Double.parseDouble(json.toString());
  }
}
