package tidemark.relay.route;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.SpellingHash;

/**
 * Routes by name. A name's rules are walked when it is first met and not again while the table has
 * room for it; in a full table a new name takes the place of an older one, so a table that is too
 * small makes the relay slower and never wrong. A reload makes a new table.
 *
 * <p>Look-ups take no lock: an entry is immutable but for its guess, and a reader that misses an
 * entry another thread has just added only works the route out again. {@link #learn} takes the
 * table's lock for the change alone, not while rules are walked.
 */
public final class RouteTable {
  // Slots are probed linearly, at most PROBES of them. The table doubles when half full until it
  // has as many slots as it may; then a name whose slots are all taken evicts one of them in turn.
  // Routes that do the same are one object: a million names through a hash cluster share as many
  // routes as there are combinations of members.

  private static final int PROBES = 16;
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int MOST_SHARED = 10_000;

  private final Router router;
  private final long seed;
  private final int mostSlots;
  private final Map<Object, Route> shared = new HashMap<>();
  private volatile @Nullable Entry[] slots = new Entry[FIRST_SLOTS];
  private int used;
  private int turn;

  /**
   * An empty table.
   *
   * @param names how many it keeps, about
   * @param seed of the hash, so that senders cannot make names collide
   */
  public RouteTable(Router router, int names, long seed) {
    this.router = router;
    this.seed = seed;
    this.mostSlots = Math.max(FIRST_SLOTS, Integer.highestOneBit(Math.max(1, names)) * 2);
  }

  /** A name and its route. */
  public static final class Entry {
    private final byte[] name;
    private final long hash;
    private final Route route;
    // Which name came after this one the last time; a race only makes a guess wrong.
    private @Nullable Entry guess;

    private Entry(byte[] name, long hash, Route route) {
      this.name = name;
      this.hash = hash;
      this.route = route;
    }

    /** The name's length in bytes. */
    public int length() {
      return name.length;
    }

    public Route route() {
      return route;
    }

    /** The name that followed this one the last time, or null. */
    public @Nullable Entry guess() {
      return guess;
    }

    /** Remembers what followed. */
    public void follow(Entry next) {
      if (guess != next) {
        guess = next;
      }
    }

    /** Whether the bytes begin with this name. The caller has looked that there are enough. */
    public boolean isAt(byte[] buffer, int from) {
      return Arrays.equals(name, 0, name.length, buffer, from, from + name.length);
    }
  }

  /** The entry of a name, worked out now if it is not there. */
  public Entry find(byte[] buffer, int from, int to) {
    long hash = SpellingHash.of(seed, buffer, from, to - from);
    @Nullable Entry[] table = slots;
    int mask = table.length - 1;
    int at = SpellingHash.fold(hash) & mask;
    for (int i = 0; i < PROBES; i++) {
      Entry entry = table[(at + i) & mask];
      if (entry == null) {
        break;
      }
      if (entry.hash == hash && entry.name.length == to - from && entry.isAt(buffer, from)) {
        return entry;
      }
    }
    return learn(Arrays.copyOfRange(buffer, from, to), hash);
  }

  private Entry learn(byte[] name, long hash) {
    Route route = router.route(new String(name, StandardCharsets.ISO_8859_1));
    synchronized (this) {
      Entry entry = new Entry(name, hash, share(route));
      place(entry);
      return entry;
    }
  }

  private Route share(Route route) {
    if (!route.isPlain() || shared.size() >= MOST_SHARED) {
      return route;
    }
    Route known = shared.putIfAbsent(route.steps(), route);
    return known == null ? route : known;
  }

  private void place(Entry entry) {
    if (used * 2 >= slots.length && slots.length < mostSlots) {
      grow();
    }
    @Nullable Entry[] table = slots;
    int mask = table.length - 1;
    int at = SpellingHash.fold(entry.hash) & mask;
    for (int i = 0; i < PROBES; i++) {
      int slot = (at + i) & mask;
      if (table[slot] == null) {
        table[slot] = entry;
        used++;
        return;
      }
    }
    turn = (turn + 1) % PROBES;
    table[(at + turn) & mask] = entry;
  }

  private void grow() {
    @Nullable Entry[] old = slots;
    @Nullable Entry[] larger = new Entry[old.length * 2];
    int mask = larger.length - 1;
    int kept = 0;
    for (Entry entry : old) {
      if (entry == null) {
        continue;
      }
      int at = SpellingHash.fold(entry.hash) & mask;
      for (int i = 0; i < PROBES; i++) {
        if (larger[(at + i) & mask] == null) {
          larger[(at + i) & mask] = entry;
          kept++;
          break;
        }
      }
    }
    used = kept;
    slots = larger;
  }

  /** How many names are kept. */
  public synchronized int size() {
    return used;
  }
}
