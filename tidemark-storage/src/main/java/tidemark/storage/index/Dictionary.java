package tidemark.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.CodePoints;
import tidemark.model.TextMatcher;

/**
 * The texts of one tag key, or the names of tagged series, sorted, each with the slots that have
 * it.
 *
 * <p>The map may be walked without the index's lock, so that a slow regular expression holds up
 * nobody; the bitmaps are guarded by it.
 */
final class Dictionary {
  private final NavigableMap<String, RoaringBitmap> postings =
      new ConcurrentSkipListMap<>(CodePoints::compare);
  private final RoaringBitmap all = new RoaringBitmap();
  private int texts; // the map's own size() walks it

  void add(String text, int slot) {
    RoaringBitmap slots = postings.get(text);
    if (slots == null) {
      slots = new RoaringBitmap();
      postings.put(text, slots);
      texts++;
    }
    slots.add(slot);
    all.add(slot);
  }

  void remove(String text, int slot) {
    RoaringBitmap slots = postings.get(text);
    if (slots != null) {
      slots.remove(slot);
      if (slots.isEmpty()) {
        postings.remove(text);
        texts--;
      }
    }
    all.remove(slot);
  }

  /** How many distinct texts there are. */
  int size() {
    return texts;
  }

  /** The slots that have any text; not to be changed. */
  RoaringBitmap all() {
    return all;
  }

  /** The slots of a text; not to be changed. */
  @Nullable RoaringBitmap get(String text) {
    return postings.get(text);
  }

  /** The first texts that start with a prefix. Needs no lock. */
  List<String> texts(String prefix, int limit) {
    List<String> texts = new ArrayList<>();
    for (String text : postings.tailMap(prefix).keySet()) {
      if (texts.size() >= limit || !text.startsWith(prefix)) {
        break;
      }
      texts.add(text);
    }
    return texts;
  }

  /** How many texts {@link #matching} asks about; counts no further than {@code most}. */
  int textsToScan(TextMatcher matcher, int most) {
    List<String> prefixes = LiteralPrefixes.of(matcher);
    if (prefixes.contains("")) {
      return Math.min(texts, most);
    }
    int count = 0;
    for (String prefix : prefixes) {
      for (String text : postings.tailMap(prefix).keySet()) {
        if (count >= most || !text.startsWith(prefix)) {
          break;
        }
        count++;
      }
    }
    return count;
  }

  /**
   * The bitmaps of the texts that match, to be looked into under the lock. Needs no lock itself; a
   * text added meanwhile may be missed.
   */
  List<RoaringBitmap> matching(TextMatcher matcher) {
    List<RoaringBitmap> matching = new ArrayList<>();
    for (String prefix : LiteralPrefixes.of(matcher)) {
      for (var posting : postings.tailMap(prefix).entrySet()) {
        if (!posting.getKey().startsWith(prefix)) {
          break;
        }
        if (matcher.matches(posting.getKey())) {
          matching.add(posting.getValue());
        }
      }
    }
    return matching;
  }
}
