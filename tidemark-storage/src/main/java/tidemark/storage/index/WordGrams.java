package tidemark.storage.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Words by the pairs of characters in them, so that {@code host*99} is not tried on a hundred
 * thousand hosts: only on those with {@code 99} in them and a 9 at the end. Guarded by the index's
 * lock.
 *
 * <p>Pairs rather than the usual triples, because names of hosts differ in digits, of which globs
 * leave few together. A dot stands for the start and for the end of a word, as no word has one. A
 * word takes at most two bytes a pair, and an eighth of one for the pairs that most words have.
 */
final class WordGrams {
  /** Fewer words are tried faster than another bitmap is joined. */
  private static final int FEW = 32;

  private static final char EDGE = '.';

  private final Map<Integer, RoaringBitmap> words = new HashMap<>();

  void add(int id, String word) {
    for (int i = 0; i <= word.length(); i++) {
      words.computeIfAbsent(gram(word, i), gram -> new RoaringBitmap()).add(id);
    }
  }

  void remove(int id, String word) {
    for (int i = 0; i <= word.length(); i++) {
      int gram = gram(word, i);
      RoaringBitmap having = words.get(gram);
      if (having != null) { // a word may have a pair twice
        having.remove(id);
        if (having.isEmpty()) {
          words.remove(gram);
        }
      }
    }
  }

  private static int gram(String word, int i) {
    char before = i == 0 ? EDGE : word.charAt(i - 1);
    char after = i == word.length() ? EDGE : word.charAt(i);
    return before << 16 | after;
  }

  /**
   * The words that may contain all texts of one of some lists; a dot in a text is an edge.
   *
   * @return null if a list says nothing, so that any word may; not to be changed
   */
  @Nullable RoaringBitmap containing(List<List<String>> lists) {
    var any = new RoaringBitmap();
    for (List<String> texts : lists) {
      RoaringBitmap all = containingAll(texts);
      if (all == null) {
        return null;
      }
      any.or(all);
    }
    return any;
  }

  private @Nullable RoaringBitmap containingAll(List<String> texts) {
    List<RoaringBitmap> bitmaps = new ArrayList<>();
    for (String text : texts) {
      for (int i = 1; i < text.length(); i++) {
        RoaringBitmap having = words.get(gram(text, i));
        if (having == null) {
          return new RoaringBitmap();
        }
        bitmaps.add(having);
      }
    }
    if (bitmaps.isEmpty()) {
      return null;
    }
    bitmaps.sort(Comparator.comparingInt(RoaringBitmap::getCardinality));
    RoaringBitmap all = bitmaps.getFirst();
    for (int i = 1; i < bitmaps.size() && all.getCardinality() > FEW; i++) {
      all = RoaringBitmap.and(all, bitmaps.get(i));
    }
    return all;
  }
}
