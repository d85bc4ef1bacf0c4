package tidemark.storage.index;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.PathPattern;

/**
 * The distinct components of all paths, each under a small number and with a count of its uses: a
 * million paths are made of some thousand words. Guarded by the index's lock.
 */
final class Words {
  private final Map<String, Integer> ids = new HashMap<>();
  private final NavigableMap<String, Integer> sorted = new TreeMap<>();
  private @Nullable String[] texts = new String[64];
  private int[] uses = new int[64];
  private final WordGrams grams = new WordGrams();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int bound;

  /** The number of a word, with one more use. */
  int acquire(String word) {
    int id = ids.computeIfAbsent(word, this::add);
    uses[id]++;
    return id;
  }

  /** One more use of a word that has some. */
  void use(int id) {
    uses[id]++;
  }

  private int add(String word) {
    Integer reused = free.poll();
    int id = reused == null ? bound++ : reused;
    if (id == texts.length) {
      texts = Arrays.copyOf(texts, id * 2);
      uses = Arrays.copyOf(uses, id * 2);
    }
    texts[id] = word;
    sorted.put(word, id);
    grams.add(id, word);
    return id;
  }

  /** Gives one use back; a word without uses is forgotten. */
  void release(int id) {
    if (--uses[id] == 0) {
      ids.remove(text(id));
      sorted.remove(text(id));
      grams.remove(id, text(id));
      texts[id] = null;
      free.push(id);
    }
  }

  /** The number of a word, or -1 if no path has it. */
  int find(String word) {
    return ids.getOrDefault(word, -1);
  }

  /**
   * The numbers of the words that a component matches, if what it says of them leaves few to try.
   *
   * @return null if more words than {@code most} would have to be tried
   */
  int @Nullable [] matching(PathPattern.Component component, int most) {
    String literal = component.literal();
    if (literal != null) {
      int id = find(literal);
      return id < 0 ? new int[0] : new int[] {id};
    }
    int[] found = startingWith(component, most);
    return found == null ? containing(component, most) : found;
  }

  private int @Nullable [] startingWith(PathPattern.Component component, int most) {
    Set<Integer> matching = new HashSet<>();
    int tried = 0;
    for (String prefix : component.prefixes()) {
      for (var word : sorted.tailMap(prefix).entrySet()) {
        if (!word.getKey().startsWith(prefix)) {
          break;
        }
        if (++tried > most) {
          return null;
        }
        if (component.matches(word.getKey())) {
          matching.add(word.getValue());
        }
      }
    }
    return matching.stream().mapToInt(Integer::intValue).toArray();
  }

  private int @Nullable [] containing(PathPattern.Component component, int most) {
    RoaringBitmap candidates = grams.containing(component.contained());
    if (candidates == null || candidates.getCardinality() > most) {
      return null;
    }
    int[] matching = candidates.toArray();
    int count = 0;
    for (int id : matching) {
      if (component.matches(text(id))) {
        matching[count++] = id;
      }
    }
    return Arrays.copyOf(matching, count);
  }

  String text(int id) {
    String text = texts[id];
    if (text == null) {
      throw new IllegalStateException("no word has the number " + id);
    }
    return text;
  }

  /** Every number is below it. */
  int bound() {
    return bound;
  }
}
