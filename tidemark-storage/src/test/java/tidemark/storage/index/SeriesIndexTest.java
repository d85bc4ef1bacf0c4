package tidemark.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.PathNode;
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

  /**
   * Enough hosts under one prefix that globs go by pairs of characters and begin at the nodes of
   * few words, and a word that more nodes have than are listed. All patterns are held against a
   * regular expression over all paths, while paths go and come back.
   */
  @Test
  void findsWhatARegexOverAllPathsFinds(Random random) {
    List<String> paths = new ArrayList<>();
    for (int host = 0; host < 3_000; host++) {
      String name = "dc" + host % 3 + ".r" + host % 7 + ".host" + (host * 7 + 1_000);
      paths.add(name + ".cpu.user");
      paths.add(name + (host % 5 == 0 ? ".load" : ".cpu.idle"));
      paths.add(host % 50 == 0 ? name + ".host" + host + ".x" : "host" + host);
    }
    for (int slot = 0; slot < paths.size(); slot++) {
      index.add(slot, SeriesKey.of(paths.get(slot)));
    }
    Set<Integer> gone = new HashSet<>();
    for (int round = 0; round < 150; round++) {
      for (int i = 0; i < 200; i++) {
        int slot = random.nextInt(paths.size());
        if (gone.remove(slot)) {
          index.add(slot, SeriesKey.of(paths.get(slot)));
        } else if (gone.add(slot)) {
          index.remove(slot);
        }
      }
      String glob = glob(paths.get(random.nextInt(paths.size())), random);
      Pattern regex = regex(glob);
      List<String> wanted = new ArrayList<>();
      for (int slot = 0; slot < paths.size(); slot++) {
        if (!gone.contains(slot) && regex.matcher(paths.get(slot)).matches()) {
          wanted.add(paths.get(slot));
        }
      }
      Collections.sort(wanted);
      assertThat(index.keys(Selectors.path(glob)).stream().map(SeriesKey::toString).sorted())
          .as(glob)
          .containsExactlyElementsOf(wanted);
      assertThat(
              index.browse(PathPattern.parse(glob), TimeRange.ALL, 1 << 20).stream()
                  .filter(PathNode::leaf)
                  .map(PathNode::path))
          .as(glob)
          .containsExactlyElementsOf(wanted);
    }
  }

  /** A path with some of its text left open, which it matches. */
  private static String glob(String path, Random random) {
    List<String> words = new ArrayList<>(List.of(path.split("\\.")));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int from = random.nextInt(word.length());
      int to = from + 1 + random.nextInt(word.length() - from);
      String open = word.substring(0, from) + "*" + word.substring(to);
      words.set(
          i,
          switch (random.nextInt(8)) {
            case 0, 1 -> "*";
            case 2 -> word.substring(0, from) + "?" + word.substring(from + 1);
            case 3, 4 -> open;
            case 5 -> "{" + open + ",host*99,r1}";
            default -> word;
          });
    }
    if (random.nextInt(3) == 0 && words.size() > 1) {
      int any = random.nextInt(words.size() - 1);
      words.subList(any, any + 1 + random.nextInt(words.size() - 1 - any)).clear();
      words.add(any, "**");
    }
    return String.join(".", words);
  }

  private static Pattern regex(String glob) {
    String regex =
        glob.replace("**.", "\u0001")
            .replace(".", "\\.")
            .replace("*", "[^.]*")
            .replace("?", "[^.]");
    return Pattern.compile(
        regex
            .replace("\u0001", "(?:[^.]+\\.)*")
            .replace("{", "(?:")
            .replace("}", ")")
            .replace(",", "|"));
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
