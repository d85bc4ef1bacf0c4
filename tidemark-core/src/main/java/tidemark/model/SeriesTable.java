package tidemark.model;

import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The series this process has met, each under a small dense number: what a {@link Batch} carries
 * and what sinks index their arrays by. One per process. Thread-safe.
 *
 * <p>Ids are given through an {@link Interner}, one per connection. At most {@code maxSeries} are
 * in use; one more is refused with {@link SeriesLimitException}. A series idle for long loses its
 * id in {@link #retireIdle}, and the id is used again for another series once nobody can hold it
 * any more. A series that comes back meanwhile gets a new id, so for a while two ids may stand for
 * the same series, never one id for two: sinks keep their data by series and use ids only to find
 * it. Ids never reach the disk.
 */
public final class SeriesTable {
  // How an id is never taken for another series' (the proof that SeriesTableRetirementTest
  // attacks).
  //
  // An id is bound to bytes in one immutable Spelling, and to a key in one immutable Entry.
  // Whoever resolves takes the id from the very object whose bytes it compared, so the only
  // danger is time: the id was given to another series after the comparison, or before it, with
  // the old Spelling still in somebody's hand (a hint, an old hash table). Both are excluded by
  // epochs, as in epoch-based reclamation (Fraser, "Practical lock-freedom", 2004, section
  // 5.2.3):
  //
  //   connection (Interner)                 maintenance (retireIdle)
  //   ---------------------                 ------------------------
  //   pinned = epoch                        entry.retired = spelling.unlinked = true      (1)
  //   full fence                            e = ++epoch; the id waits in limbo under e    (2)
  //   find spelling, compare bytes,         full fence
  //     unlinked? then it is no hit         all interners resting or pinned >= e?         (3)
  //   fill batch, sink.accept(batch)        then call the listeners, free the id          (4)
  //   clear batch, pinned = RESTING
  //
  // Take a connection that uses id x of a spelling S, and a retirement of S. If (3) saw the
  // connection pinned below e, x waits. If it saw it pinned at e or above, the connection had
  // read the epoch after (2), hence after (1), and finds S unlinked. If it saw it resting, either
  // it rests for good and holds no id, or it pinned later: its store of `pinned` came after the
  // load at (3), and with a full fence between store and load on both sides its look at
  // `unlinked` comes after (1). In each case it does not use x after (4). The same goes for ids
  // found by key, with Entry.retired.
  //
  // What is racy on purpose: `used` (a lost mark retires a busy series: it gets a new id and two
  // marks of time were wasted) and `successor` (a guess that is confirmed by its bytes like any
  // other find).
  //
  // Visibility for sinks: what a listener did at (4) happens before the id is given again (both
  // under the lock), and so before anything a sink does with the id under its new meaning.
  //
  // Lock order: sweeping, then inserting. Listeners are called under sweeping alone and may take
  // their own locks. Interners take no lock except inserting, on first sight of a spelling.

  /** Ids in use at most, unless told otherwise. */
  public static final int DEFAULT_MAX_SERIES = 4_000_000;

  /**
   * Spellings remembered per series. Senders agree on one or two; somebody who permutes tags has
   * n!, is understood beyond this number too, but parsed each time, and fills nobody's table but
   * their own.
   */
  static final int MAX_SPELLINGS_PER_SERIES = 8;

  private static final int PAGE_BITS = 12;
  private static final int PAGE = 1 << PAGE_BITS;

  /** A series that has an id. */
  private static final class Entry {
    final SeriesKey key;
    final int id;
    volatile boolean retired;
    int used;
    int spellingCount;
    @Nullable Spelling spellings;

    /** The epoch that every interner must have passed before the id is free; set when retired. */
    long epoch;

    Entry(SeriesKey key, int id, int used) {
      this.key = key;
      this.id = id;
      this.used = used;
    }
  }

  private final int maxSeries;
  private final long seed;
  private final Object sweeping = new Object();
  private final Object inserting = new Object();
  private final Map<SeriesKey, Entry> byKey = new ConcurrentHashMap<>();
  private final Spellings spellings = new Spellings();
  private final @Nullable Entry[] @Nullable [] pages;
  private final Set<Interner> interners = ConcurrentHashMap.newKeySet();
  private final CopyOnWriteArrayList<IntConsumer> listeners = new CopyOnWriteArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final ArrayDeque<Entry> limbo = new ArrayDeque<>();
  private volatile Admission admission = Admission.OPEN;
  private volatile int idBound;
  private volatile int generation;
  private volatile long epoch;
  private volatile int waiting;

  /** A table of {@link #DEFAULT_MAX_SERIES}. */
  public SeriesTable() {
    this(DEFAULT_MAX_SERIES);
  }

  /**
   * An empty table.
   *
   * @param maxSeries ids in use at most, those waiting for reuse included
   */
  public SeriesTable(int maxSeries) {
    this(
        maxSeries, new SplittableRandom().nextLong()); // only spreads hashes: nobody can observe it
  }

  SeriesTable(int maxSeries, long seed) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException("a series table for " + maxSeries + " series");
    }
    this.maxSeries = maxSeries;
    this.seed = seed;
    this.pages = new Entry[((maxSeries - 1) >>> PAGE_BITS) + 1][];
  }

  /**
   * A resolver for one connection (or other single-threaded sender) that spells series in one way.
   */
  public Interner interner(SeriesSyntax syntax) {
    var interner = new Interner(this, syntax);
    interners.add(interner);
    return interner;
  }

  /**
   * The id of a series, given on first sight, for tests and for set-up before {@link #retireIdle}
   * runs: nothing keeps this id from being retired. Others use {@link Interner#resolve(SeriesKey)}.
   *
   * @throws SeriesLimitException if the series is new and the table is full
   */
  public int resolve(SeriesKey key) {
    Entry entry = byKey.get(key);
    if (entry == null || entry.retired) {
      admission.check(key);
      synchronized (inserting) {
        entry = enter(key);
      }
    }
    int now = generation;
    if (entry.used != now) {
      entry.used = now;
    }
    return entry.id;
  }

  /**
   * The series under an id that a batch carries or a listener was called with.
   *
   * @throws IllegalArgumentException if the id belongs to no series: a bug of the caller
   */
  public SeriesKey key(int id) {
    Entry entry = entry(id);
    if (entry == null) {
      throw new IllegalArgumentException("no series has the id " + id);
    }
    return entry.key;
  }

  /** Whether a series has an id at this moment. */
  public boolean knows(SeriesKey key) {
    return byKey.containsKey(key);
  }

  /** Sets who is asked before a series gets an id; nobody is at first. */
  public void admission(Admission gate) {
    admission = gate;
  }

  /** How many series have an id, those waiting for reuse left out. */
  public int size() {
    return byKey.size();
  }

  /** How many ids are retired and not yet free, because some connection may still hold them. */
  public int waiting() {
    return waiting;
  }

  /** How many spellings are remembered, of all series. */
  public int spellings() {
    synchronized (inserting) {
      return spellings.size();
    }
  }

  /** How many ids may be in use at once; every id is below it. */
  public int maxSeries() {
    return maxSeries;
  }

  /**
   * Adds somebody who is told each id before it is given to another series, from the thread that
   * calls {@link #retireIdle}. {@link #key} still answers the old series during the call. What a
   * listener throws leaves {@code retireIdle}, and the id is tried again next time.
   */
  public void onRetire(IntConsumer listener) {
    listeners.add(listener);
  }

  /**
   * Takes the ids from series that were not resolved since the last {@code calls} calls of this
   * method, forgets spellings unused for as long, and frees the retired ids that nobody can hold
   * any more. To be called at a steady interval by a maintenance thread; a series is then idle
   * after {@code calls} to {@code calls + 1} intervals.
   *
   * @return how many series lost their id; their listeners are called now or in a later call
   */
  public int retireIdle(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("idle after " + calls + " calls");
    }
    synchronized (sweeping) {
      int now = generation + 1;
      generation = now;
      int before = limbo.size();
      long next = epoch + 1;
      for (int from = 0, bound = idBound; from < bound; from += PAGE) {
        synchronized (inserting) { // page by page, so that no connection waits for the whole walk
          for (int id = from; id < Math.min(bound, from + PAGE); id++) {
            Entry entry = entry(id);
            if (entry != null && !entry.retired && dropIdle(entry, now - calls)) {
              entry.epoch = next;
              limbo.add(entry);
            }
          }
        }
      }
      synchronized (inserting) {
        spellings.compact();
      }
      int retired = limbo.size() - before;
      epoch = next;
      free();
      return retired;
    }
  }

  /** Unlinks what was last used before a generation; true if the series itself was. */
  private boolean dropIdle(Entry entry, int oldest) {
    boolean idle = entry.used < oldest;
    Spelling kept = null;
    int count = 0;
    for (Spelling s = entry.spellings; s != null; ) {
      Spelling following = s.sibling;
      if (s.used < oldest) {
        spellings.remove(s);
      } else {
        idle = false;
        s.sibling = kept;
        kept = s;
        count++;
      }
      s = following;
    }
    entry.spellings = kept;
    entry.spellingCount = count;
    if (idle) {
      entry.retired = true;
      byKey.remove(entry.key, entry);
    }
    return idle;
  }

  /** Steps (3) and (4) of the essay. */
  private void free() {
    VarHandle.fullFence();
    long passed = Long.MAX_VALUE;
    for (Interner interner : interners) {
      passed = Math.min(passed, interner.pinned());
    }
    for (Entry entry = limbo.peek(); entry != null && entry.epoch <= passed; entry = limbo.peek()) {
      for (IntConsumer listener : listeners) {
        listener.accept(entry.id);
      }
      limbo.remove();
      synchronized (inserting) {
        page(entry.id)[entry.id & (PAGE - 1)] = null;
        free.push(entry.id);
      }
    }
    waiting = limbo.size();
  }

  // What follows is for interners.

  long epoch() {
    return epoch;
  }

  int generation() {
    return generation;
  }

  void close(Interner interner) {
    interners.remove(interner);
  }

  int hash(byte[] buffer, int nameOffset, int nameLength, int tagsOffset, int tagsLength) {
    long h = SpellingHash.of(seed, buffer, nameOffset, nameLength);
    return SpellingHash.fold(
        tagsLength == Spelling.WHOLE ? h : SpellingHash.of(h, buffer, tagsOffset, tagsLength));
  }

  int warm(int[] hashes, int count) {
    return spellings.warm(hashes, count);
  }

  @Nullable Spelling find(
      int hash,
      SeriesSyntax syntax,
      byte[] buffer,
      int nameOffset,
      int nameLength,
      int tagsOffset,
      int tagsLength) {
    return spellings.find(hash, syntax, buffer, nameOffset, nameLength, tagsOffset, tagsLength);
  }

  /**
   * Learns a spelling that {@link #find} did not find. The answer is unlinked from birth, so that
   * nobody takes it for a hint, when the series has too many others.
   */
  Spelling learn(int hash, SeriesSyntax syntax, byte[] joined, int nameLength) {
    SeriesKey key = syntax.parse(joined, 0, joined.length);
    if (!knows(key)) {
      admission.check(key);
    }
    synchronized (inserting) {
      Entry entry = enter(key);
      var spelling = new Spelling(joined, nameLength, syntax, hash, entry.id, generation);
      Spelling known = spellings.find(spelling);
      if (known != null) {
        return known;
      }
      if (entry.spellingCount == MAX_SPELLINGS_PER_SERIES) {
        entry.used = generation;
        spelling.unlink();
        return spelling;
      }
      spellings.add(spelling);
      spelling.sibling = entry.spellings;
      entry.spellings = spelling;
      entry.spellingCount++;
      return spelling;
    }
  }

  /** The entry of a key, made if there is none. Under the lock. */
  private Entry enter(SeriesKey key) {
    Entry entry = byKey.get(key);
    if (entry == null) {
      entry = new Entry(key, nextId(), generation);
      page(entry.id)[entry.id & (PAGE - 1)] = entry;
      byKey.put(key, entry);
    }
    return entry;
  }

  private int nextId() {
    Integer reused = free.poll();
    if (reused != null) {
      return reused;
    }
    int id = idBound;
    if (id == maxSeries) {
      throw new SeriesLimitException(
          "series limit reached: " + maxSeries + " series are in use and a new one was refused");
    }
    if (pages[id >>> PAGE_BITS] == null) {
      pages[id >>> PAGE_BITS] = new Entry[PAGE];
    }
    idBound = id + 1;
    return id;
  }

  private @Nullable Entry entry(int id) {
    @Nullable Entry[] page = id < 0 || id >= idBound ? null : pages[id >>> PAGE_BITS];
    return page == null ? null : page[id & (PAGE - 1)];
  }

  private @Nullable Entry[] page(int id) {
    @Nullable Entry[] page = pages[id >>> PAGE_BITS];
    if (page == null) {
      throw new IllegalStateException("no page for id " + id);
    }
    return page;
  }
}
