package tidemark.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.testing.Point;
import tidemark.testing.Seeded;
import tidemark.testing.Selectors;
import tidemark.testing.StorageChance;
import tidemark.testing.StorageModel;

@ExtendWith(Seeded.class)
@Timeout(60)
class SeriesIndexTest {
  private final SeriesIndex index = new SeriesIndex();

  @Test
  void answersAsTheDefinitionsDo(Random random) {
    for (int world = 0; world < 8; world++) {
      answersInOneWorld(random);
    }
  }

  private static void answersInOneWorld(Random random) {
    var index = new SeriesIndex();
    var model = new StorageModel();
    var chance = new StorageChance(random, 0);
    Map<SeriesKey, Integer> slots = new HashMap<>();
    for (int op = 0; op < 500; op++) {
      SeriesKey key = chance.key();
      Integer slot = slots.remove(key);
      if (slot != null) {
        index.remove(slot);
        model.delete(new Selector.Exact(key), TimeRange.ALL);
      } else {
        int free = random.nextInt(100);
        if (index.key(free) == null) {
          index.add(free, key);
          slots.put(key, free);
          model.write(key, Point.of(0, 0));
        }
      }
      assertThat(index.size()).isEqualTo(slots.size());
      asks(index, model, chance, slots);
    }
  }

  private static void asks(
      SeriesIndex index, StorageModel model, StorageChance chance, Map<SeriesKey, Integer> slots) {
    Selector selector = chance.selector();
    PathPattern pattern = chance.pattern();
    int limit = chance.limit();
    String prefix = limit % 3 == 0 ? "" : chance.key().name().substring(0, 1);

    var wanted = new RoaringBitmap();
    slots.forEach((key, slot) -> {
      if (selector.matches(key)) {
        wanted.add(slot);
      }
    });
    assertThat(index.select(selector)).as(selector.toString()).isEqualTo(wanted);
    assertThat(index.keys(selector))
        .as(selector.toString())
        .containsExactlyInAnyOrderElementsOf(model.find(selector, 1_000));
    assertThat(index.find(selector, TimeRange.ALL, limit)).isEqualTo(model.find(selector, limit));
    assertThat(index.browse(pattern, TimeRange.ALL, limit))
        .as(pattern.toString())
        .isEqualTo(model.browse(pattern, limit));
    assertThat(index.names(prefix, limit)).isEqualTo(model.names(prefix, limit));
    assertThat(index.tagKeys(selector, prefix, limit))
        .isEqualTo(model.tagKeys(selector, prefix, limit));
    assertThat(index.tagValues(selector, "host", prefix, limit))
        .isEqualTo(model.tagValues(selector, "host", prefix, limit));
  }

  @Test
  void scansTextsWhenThereAreMoreSeriesThanTexts() {
    for (int i = 0; i < 1_000; i++) {
      index.add(i, SeriesKey.parse("cpu;core=" + i % 50 + ";host=web" + i / 50));
    }

    selects(Selectors.tagged("host=~web1"), 550);
    selects(Selectors.tagged("host=~web1$"), 50);
    selects(Selectors.tagged("host=~(web1|web2)$", "core=~1"), 22);
    selects(Selectors.tagged("core!=~1"), 780);
    selects(Selectors.tagged("rack!=~1"), 1_000);
    selects(Selectors.tagged("rack=~1"), 0);
  }

  private void selects(Selector selector, int count) {
    List<SeriesKey> keys = index.keys(selector);
    assertThat(keys).as(selector.toString()).hasSize(count).allMatch(selector::matches);
    assertThat(index.select(selector).getCardinality()).isEqualTo(count);
  }

  @Test
  void walksPathsDeeperThanAnyoneWrites() {
    String deep = String.join(".", Collections.nCopies(5_000, "a"));
    index.add(0, SeriesKey.of(deep));

    assertThat(index.keys(Selectors.path("**"))).hasSize(1);
    assertThat(index.keys(Selectors.path("a.**.a"))).hasSize(1);
    assertThat(index.names("a.a.", 10)).containsExactly(deep);
    index.remove(0);
    String hundred = String.join(".", Collections.nCopies(100, "a"));
    index.add(1, SeriesKey.of(hundred));
    assertThat(index.keys(Selectors.path(hundred.replace('a', '?')))).hasSize(1);
    index.remove(1);
    assertThat(index.names("", 10)).isEmpty();
  }

  @Test
  void refusesASlotOrAPathTwice() {
    index.add(3, SeriesKey.of("a"));

    assertThatThrownBy(() -> index.add(3, SeriesKey.of("b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slot 3 for b is taken by a");
    assertThatThrownBy(() -> index.add(4, SeriesKey.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a has a slot already");
    assertThat(index.key(4)).isNull();
    index.remove(7);
    assertThat(index.size()).isEqualTo(1);
  }

  /** What is there from start to end is in every answer while others come and go. */
  @Test
  void answersWhileOthersWrite() throws Exception {
    List<SeriesKey> staying = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      staying.add(SeriesKey.parse(i % 2 == 0 ? "stay." + i : "stay;host=web" + i));
      index.add(i, staying.get(i));
    }
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> churn =
          threads.submit(() -> {
            for (int i = 0; i < 10_000; i++) {
              int slot = 200 + i % 500;
              index.remove(slot);
              index.add(slot, SeriesKey.parse(i % 2 == 0 ? "come." + i : "come;host=web" + i));
            }
          });
      while (!churn.isDone()) {
        assertThat(index.keys(Selectors.path("stay.*"))).hasSize(100);
        assertThat(index.keys(Selectors.tagged("name=stay", "host=~web"))).hasSize(100);
        assertThat(index.keys(Selectors.ALL)).hasSizeBetween(200, 700);
        assertThat(new TreeSet<>(index.names("stay", 1_000))).hasSize(101);
      }
      churn.get();
    }
    assertThat(index.size()).isEqualTo(700);
  }
}
