package tidemark.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.CodePoints;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TagMatcher;
import tidemark.model.Tags;
import tidemark.model.TextMatcher;

/**
 * The series with tags: for the name and for each tag key a {@link Dictionary}. Guarded by the
 * index's lock, except what says otherwise.
 *
 * <p>A condition is either looked up (one of some texts, or not; having the key at all) or scanned:
 * its matcher is asked about every distinct text, outside the lock.
 */
final class TagIndex {
  private final Dictionary names = new Dictionary();
  private final NavigableMap<String, Dictionary> keys =
      new ConcurrentSkipListMap<>(CodePoints::compare);

  /** A scanned condition and the bitmaps of the texts that match it. */
  record Scan(TagMatcher condition, List<RoaringBitmap> matching) {}

  /** Under this name the condition on the series' name goes as if on a tag; no tag key is empty. */
  private static final String NAME = "";

  void add(int slot, SeriesKey key) {
    names.add(key.name(), slot);
    Tags tags = key.tags();
    for (int i = 0; i < tags.size(); i++) {
      Dictionary values = keys.get(tags.key(i));
      if (values == null) {
        values = new Dictionary();
        keys.put(tags.key(i), values);
      }
      values.add(tags.value(i), slot);
    }
  }

  void remove(int slot, SeriesKey key) {
    names.remove(key.name(), slot);
    Tags tags = key.tags();
    for (int i = 0; i < tags.size(); i++) {
      Dictionary values = keys.get(tags.key(i));
      if (values != null) {
        values.remove(tags.value(i), slot);
        if (values.size() == 0) {
          keys.remove(tags.key(i));
        }
      }
    }
  }

  /** The slots of all series with tags; not to be changed. */
  RoaringBitmap all() {
    return names.all();
  }

  /** The slots of series that have this name and these tags, and maybe more tags. */
  RoaringBitmap having(SeriesKey key) {
    List<TagMatcher> conditions = new ArrayList<>();
    for (int i = 0; i < key.tags().size(); i++) {
      conditions.add(
          new TagMatcher(key.tags().key(i), TextMatcher.exactly(key.tags().value(i)), false));
    }
    return lookUp(
        conditions(new Selector.Tagged(TextMatcher.exactly(key.name()), conditions, false)));
  }

  /** The conditions of a selector, that on the name among them. */
  static List<TagMatcher> conditions(Selector.Tagged selector) {
    List<TagMatcher> conditions = new ArrayList<>(selector.tags());
    conditions.add(new TagMatcher(NAME, selector.name(), false));
    return conditions;
  }

  /** Whether a condition must be scanned for. */
  static boolean isScanned(TagMatcher condition) {
    return looked(condition.value()) == null && !condition.value().equals(TextMatcher.ANY);
  }

  /** Whether a scan for these conditions asks about at least so many texts. */
  boolean scansAtLeast(int count, List<TagMatcher> conditions) {
    int texts = 0;
    for (TagMatcher condition : conditions) {
      Dictionary dictionary = isScanned(condition) ? dictionary(condition.key()) : null;
      if (dictionary != null) {
        texts += dictionary.textsToScan(condition.value(), count - texts);
      }
    }
    return texts >= count;
  }

  /** Asks the matchers. To be called without the lock. */
  List<Scan> scan(List<TagMatcher> conditions) {
    List<Scan> scans = new ArrayList<>();
    for (TagMatcher condition : conditions) {
      if (isScanned(condition)) {
        Dictionary texts = dictionary(condition.key());
        scans.add(
            new Scan(condition, texts == null ? List.of() : texts.matching(condition.value())));
      }
    }
    return scans;
  }

  /**
   * The slots that fulfil the conditions that can be looked up, and of the scanned ones at least
   * have the key. The caller's to keep.
   */
  RoaringBitmap lookUp(List<TagMatcher> conditions) {
    List<RoaringBitmap> in = new ArrayList<>();
    List<RoaringBitmap> out = new ArrayList<>();
    for (TagMatcher condition : conditions) {
      Dictionary texts = dictionary(condition.key());
      RoaringBitmap having = texts == null ? new RoaringBitmap() : texts.all();
      Looked looked = looked(condition.value());
      if (looked == null) { // any text, or scanned
        if (!condition.missing()) {
          in.add(having);
        }
        continue;
      }
      RoaringBitmap named = texts == null ? new RoaringBitmap() : union(texts, looked.texts());
      if (condition.missing()) {
        out.add(looked.negated() ? named : RoaringBitmap.andNot(having, named));
      } else if (looked.negated()) {
        in.add(having);
        out.add(named);
      } else {
        in.add(named);
      }
    }
    return combine(in, out);
  }

  private RoaringBitmap combine(List<RoaringBitmap> in, List<RoaringBitmap> out) {
    in.sort((a, b) -> Integer.compare(a.getCardinality(), b.getCardinality()));
    RoaringBitmap slots;
    if (in.isEmpty()) {
      slots = all().clone();
    } else if (in.size() == 1) {
      slots = in.getFirst().clone();
    } else {
      slots = RoaringBitmap.and(in.get(0), in.get(1));
      in.subList(2, in.size()).forEach(slots::and);
    }
    out.forEach(slots::andNot);
    return slots;
  }

  /** Leaves of some slots those that fulfil scanned conditions too. */
  void keep(RoaringBitmap slots, List<Scan> scans) {
    for (Scan scan : scans) {
      RoaringBitmap matching = FastAggregation.or(scan.matching().iterator());
      Dictionary texts = dictionary(scan.condition().key());
      if (!scan.condition().missing()) {
        slots.and(matching);
      } else if (texts != null) {
        slots.andNot(RoaringBitmap.andNot(texts.all(), matching));
      }
    }
  }

  /** Texts to look up. */
  private record Looked(Iterable<String> texts, boolean negated) {}

  private static @Nullable Looked looked(TextMatcher matcher) {
    return switch (matcher) {
      case TextMatcher.AnyOf anyOf -> anyOf.ignoreCase() ? null : new Looked(anyOf.texts(), false);
      case TextMatcher.Not(TextMatcher inner) -> {
        Looked looked = looked(inner);
        yield looked == null ? null : new Looked(looked.texts(), !looked.negated());
      }
      case TextMatcher.Wildcard wildcard -> null;
      case TextMatcher.Regex regex -> null;
    };
  }

  private static RoaringBitmap union(Dictionary dictionary, Iterable<String> texts) {
    List<RoaringBitmap> found = new ArrayList<>();
    for (String text : texts) {
      RoaringBitmap slots = dictionary.get(text);
      if (slots != null) {
        found.add(slots);
      }
    }
    return found.size() == 1 ? found.getFirst() : FastAggregation.or(found.iterator());
  }

  private @Nullable Dictionary dictionary(String key) {
    return key.equals(NAME) ? names : keys.get(key);
  }

  /** The first names of tagged series that start with a prefix. Needs no lock. */
  List<String> names(String prefix, int limit) {
    return names.texts(prefix, limit);
  }

  /** The first tag keys that start with a prefix. Needs no lock. */
  List<String> keys(String prefix, int limit) {
    List<String> found = new ArrayList<>();
    for (String key : keys.tailMap(prefix).keySet()) {
      if (found.size() >= limit || !key.startsWith(prefix)) {
        break;
      }
      found.add(key);
    }
    return found;
  }

  /** The first values of a key that start with a prefix. Needs no lock. */
  List<String> values(String key, String prefix, int limit) {
    Dictionary values = keys.get(key);
    return values == null ? List.of() : values.texts(prefix, limit);
  }
}
