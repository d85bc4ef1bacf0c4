package tidemark.server.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;
import tidemark.server.series.TopCounts.Count;

class TopCountsTest {
  @Test
  void countsExactlyWhileThereIsRoom() {
    var counts = new TopCounts(3);
    for (String name : new String[] {"b", "a", "b", "c", "b", "a"}) {
      counts.add(name, 1);
    }
    assertThat(counts.top(2)).containsExactly(new Count("b", 3), new Count("a", 2));
  }

  @Test
  void aFrequentNameIsNotLostAmongManyRareOnes() {
    var counts = new TopCounts(10);
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      counts.add(random.nextInt(4) == 0 ? "flood" : "rare" + i, 1);
    }
    Count first = counts.top(1).getFirst();
    assertThat(first.name()).isEqualTo("flood");
    assertThat(first.count()).as("never too low, a tenth of all too high").isBetween(2300L, 3700L);
    assertThat(counts.top(100)).hasSize(10);
  }

  @Test
  void familiesAreNamesOfTaggedSeriesAndFirstNodesOfPaths() {
    family("cpu.user", SeriesKey.of("cpu.user", Tags.of("host", "a")), 1);
    family("a.*", SeriesKey.of("a.b.c.d"), 1);
    family("a.b.*", SeriesKey.of("a.b.c.d"), 2);
    family("a.b.c.*", SeriesKey.of("a.b.c.d"), 3);
    family("a.b", SeriesKey.of("a.b"), 2);
    family("a", SeriesKey.of("a"), 1);
  }

  private static void family(String expected, SeriesKey key, int depth) {
    assertThat(Family.of(key, depth)).as(key + " at depth " + depth).isEqualTo(expected);
  }
}
