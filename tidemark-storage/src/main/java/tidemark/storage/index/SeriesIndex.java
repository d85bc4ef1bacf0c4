package tidemark.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.CodePoints;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TagMatcher;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.storage.Catalog;
import tidemark.storage.Census;
import tidemark.storage.PathNode;

/**
 * The series of one engine, each under a slot: a small int that the engine chooses and indexes its
 * own arrays by. Answers {@link Selector} as its {@code matches} defines it, without asking every
 * series. Knows no time, so the catalog's ranges are ignored, as {@link Catalog} allows.
 * Thread-safe.
 *
 * <p>Series without tags are in a tree of path components, series with tags in bitmaps of slots per
 * name and per tag value.
 */
public final class SeriesIndex implements Catalog, Census {
  // One read-write lock guards the tree, the bitmaps and the slots. Adding or removing a series
  // holds
  // it for about a microsecond. Readers hold it for a walk of the tree (bounded by the nodes a
  // pattern
  // touches) and for bitmap arithmetic, never while a regular expression runs: what somebody writes
  // into a dashboard must not be able to stop a new series from being stored. So a question with
  // expressions has two halves. Either few series are left after the other conditions; then these
  // are
  // copied, and the matchers are asked about them after the lock is released. Or the matchers are
  // asked
  // first, about the distinct texts, in maps that can be walked without the lock, and then the
  // bitmaps
  // found are combined under it. A series added between the halves may be missed, one removed is
  // not
  // seen: for each series the answer is that of some moment during the call.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final PathTree paths = new PathTree();
  private final TagIndex tags = new TagIndex();
  private final RoaringBitmap pathSlots = new RoaringBitmap();

  /** Written under the lock; read without it, which the final fields of a key make safe. */
  private volatile @Nullable SeriesKey[] bySlot = new SeriesKey[1024];

  private final AtomicInteger size = new AtomicInteger();
  private final CopyOnWriteArrayList<Consumer<SeriesKey>> listeners = new CopyOnWriteArrayList<>();

  /** Series as found under the lock: parallel arrays. */
  @SuppressWarnings("ArrayRecordComponent") // two columns of one answer, compared by nobody
  private record Found(int[] slots, SeriesKey[] keys) {}

  /**
   * Adds a series under a free slot.
   *
   * @param slot not negative; the index's memory grows with the greatest
   * @throws IllegalArgumentException if the slot is taken, or a path is here under another slot
   */
  public void add(int slot, SeriesKey key) {
    lock.writeLock().lock();
    try {
      SeriesKey holder = key(slot);
      if (holder != null) {
        throw new IllegalArgumentException(
            "slot " + slot + " for " + key + " is taken by " + holder);
      }
      if (key.isPath()) {
        if (!paths.add(key.name(), slot)) {
          throw new IllegalArgumentException(key + " has a slot already");
        }
        pathSlots.add(slot);
      } else {
        tags.add(slot, key);
      }
      place(slot, key);
    } finally {
      lock.writeLock().unlock();
    }
    for (Consumer<SeriesKey> listener : listeners) {
      listener.accept(key);
    }
  }

  /**
   * Adds many paths at once, as a start does before anybody is told of new series.
   *
   * @param words how many distinct components there may be
   * @param texts a component by its number, below {@code words}
   * @param paths adds them
   */
  public void load(int words, IntFunction<String> texts, Consumer<PathLoader> paths) {
    lock.writeLock().lock();
    try {
      paths.accept(new PathLoader(this, this.paths, words, texts));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Under the lock: the tree has a path now. */
  void loaded(int slot, SeriesKey key) {
    pathSlots.add(slot);
    place(slot, key);
  }

  private void place(int slot, SeriesKey key) {
    if (slot >= bySlot.length) {
      bySlot = Arrays.copyOf(bySlot, Math.max(slot + 1, bySlot.length * 2));
    }
    bySlot[slot] = key;
    size.incrementAndGet();
  }

  /** Frees a slot, which may be used again at once; nothing happens if it is free. */
  public void remove(int slot) {
    lock.writeLock().lock();
    try {
      SeriesKey key = key(slot);
      if (key == null) {
        return;
      }
      if (key.isPath()) {
        paths.remove(key.name());
        pathSlots.remove(slot);
      } else {
        tags.remove(slot, key);
      }
      bySlot[slot] = null;
      size.decrementAndGet();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The series under a slot, or null if it is free. */
  public @Nullable SeriesKey key(int slot) {
    @Nullable SeriesKey[] keys = bySlot;
    return slot < keys.length ? keys[slot] : null;
  }

  @Override
  public int size() {
    return size.get();
  }

  @Override
  public Optional<Census> census() {
    return Optional.of(this);
  }

  @Override
  public void each(Consumer<SeriesKey> out) {
    for (SeriesKey key : bySlot) {
      if (key != null) {
        out.accept(key);
      }
    }
  }

  @Override
  public void onNew(Consumer<SeriesKey> listener) {
    listeners.add(listener);
  }

  /**
   * The slots of the selected series, for the caller to keep. Another thread may free one of them
   * and use it again before the caller looks: who removes series asks {@link #keys}, or checks.
   */
  public RoaringBitmap select(Selector selector) {
    if (selector instanceof Selector.Tagged tagged) {
      var slots = new RoaringBitmap();
      found(tagged).forEach(found -> slots.add(found.slots()));
      return slots;
    }
    return reading(() -> slots(selector));
  }

  /** The selected series in any order. */
  public List<SeriesKey> keys(Selector selector) {
    if (selector instanceof Selector.Tagged tagged) {
      List<Found> parts = found(tagged);
      if (parts.size() == 1) {
        return Arrays.asList(parts.getFirst().keys());
      }
      List<SeriesKey> keys = new ArrayList<>();
      parts.forEach(part -> keys.addAll(Arrays.asList(part.keys())));
      return keys;
    }
    return Arrays.asList(reading(() -> found(slots(selector))).keys());
  }

  private <T> T reading(Supplier<T> question) {
    lock.readLock().lock();
    try {
      return question.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Under the lock. */
  private RoaringBitmap slots(Selector selector) {
    return switch (selector) {
      case Selector.All all -> RoaringBitmap.or(pathSlots, tags.all());
      case Selector.Path(PathPattern pattern) -> paths.select(pattern);
      case Selector.Exact(SeriesKey key) -> exactly(key);
      case Selector.Tagged tagged -> tags.lookUp(TagIndex.conditions(tagged));
    };
  }

  private RoaringBitmap exactly(SeriesKey key) {
    if (!key.isPath()) {
      RoaringBitmap slots = tags.having(key);
      for (int slot : slots.toArray()) {
        if (!key.equals(key(slot))) {
          slots.remove(slot);
        }
      }
      return slots;
    }
    int slot = paths.slot(key.name());
    return slot == PathNodes.NO_SLOT ? new RoaringBitmap() : RoaringBitmap.bitmapOf(slot);
  }

  /** Under the lock. */
  private Found found(RoaringBitmap slots) {
    int[] taken = slots.toArray();
    SeriesKey[] keys = new SeriesKey[taken.length];
    for (int i = 0; i < taken.length; i++) {
      SeriesKey key = key(taken[i]);
      if (key == null) {
        throw new IllegalStateException("slot " + taken[i] + " is indexed and free");
      }
      keys[i] = key;
    }
    return new Found(taken, keys);
  }

  private static Found filtered(Found found, Selector selector) {
    int[] slots = new int[found.slots().length];
    SeriesKey[] keys = new SeriesKey[slots.length];
    int kept = 0;
    for (int i = 0; i < slots.length; i++) {
      if (selector.matches(found.keys()[i])) {
        slots[kept] = found.slots()[i];
        keys[kept++] = found.keys()[i];
      }
    }
    return new Found(Arrays.copyOf(slots, kept), Arrays.copyOf(keys, kept));
  }

  private List<Found> found(Selector.Tagged selector) {
    boolean paths = selector.pathsToo() && selector.tags().stream().allMatch(TagMatcher::missing);
    Found tagged = foundTagged(selector);
    return paths ? List.of(tagged, foundPaths(selector)) : List.of(tagged);
  }

  private Found foundTagged(Selector.Tagged selector) {
    List<TagMatcher> conditions = TagIndex.conditions(selector);
    if (conditions.stream().noneMatch(TagIndex::isScanned)) {
      return reading(() -> found(tags.lookUp(conditions)));
    }
    Optional<Found> few =
        reading(() -> {
          RoaringBitmap slots = tags.lookUp(conditions);
          boolean fewer = tags.scansAtLeast(slots.getCardinality(), conditions);
          return fewer ? Optional.of(found(slots)) : Optional.empty();
        });
    if (few.isPresent()) {
      return filtered(few.get(), selector);
    }
    List<TagIndex.Scan> scans = tags.scan(conditions);
    return reading(() -> {
      RoaringBitmap slots = tags.lookUp(conditions);
      tags.keep(slots, scans);
      return found(slots);
    });
  }

  /** The paths whose name a selector means that takes paths too. */
  private Found foundPaths(Selector.Tagged selector) {
    if (selector.name() instanceof TextMatcher.AnyOf anyOf && !anyOf.ignoreCase()) {
      return reading(() -> {
        var slots = new RoaringBitmap();
        anyOf.texts().stream()
            .mapToInt(paths::slot)
            .filter(slot -> slot != PathNodes.NO_SLOT)
            .forEach(slots::add);
        return found(slots);
      });
    }
    return filtered(reading(() -> found(pathSlots)), selector);
  }

  @Override
  public List<SeriesKey> find(Selector selector, TimeRange range, int limit) {
    var first = new Smallest<SeriesKey>(SeriesKey::compareTo, limit);
    keys(selector).forEach(first::offer);
    return first.sorted();
  }

  @Override
  public List<PathNode> browse(PathPattern pattern, TimeRange range, int limit) {
    return reading(() -> paths.browse(pattern, limit));
  }

  @Override
  public List<String> names(String prefix, int limit) {
    Set<String> both = new TreeSet<>(CodePoints::compare);
    both.addAll(reading(() -> paths.names(prefix, limit)));
    both.addAll(tags.names(prefix, limit));
    return both.stream().limit(limit).toList();
  }

  @Override
  public List<String> tagKeys(Selector selector, String prefix, int limit) {
    if (isEverything(selector)) {
      return tags.keys(prefix, limit);
    }
    return distinct(
        selector,
        series -> {
          List<String> keys = new ArrayList<>(series.tags().size());
          for (int i = 0; i < series.tags().size(); i++) {
            keys.add(series.tags().key(i));
          }
          return keys;
        },
        prefix,
        limit);
  }

  @Override
  public List<String> tagValues(Selector selector, String key, String prefix, int limit) {
    if (isEverything(selector)) {
      return tags.values(key, prefix, limit);
    }
    return distinct(
        selector,
        series -> {
          String value = series.tags().get(key);
          return value == null ? List.of() : List.of(value);
        },
        prefix,
        limit);
  }

  private static boolean isEverything(Selector selector) {
    return selector instanceof Selector.All
        || (selector instanceof Selector.Tagged tagged
            && tagged.tags().isEmpty()
            && tagged.name().equals(TextMatcher.ANY));
  }

  private List<String> distinct(
      Selector selector, Function<SeriesKey, List<String>> texts, String prefix, int limit) {
    Set<String> seen = new HashSet<>();
    var first = new Smallest<String>(CodePoints::compare, limit);
    for (SeriesKey key : keys(selector)) {
      for (String text : texts.apply(key)) {
        if (text.startsWith(prefix) && seen.add(text)) {
          first.offer(text);
        }
      }
    }
    return first.sorted();
  }
}
