package tidemark.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The spellings known, by their bytes: a hash table with open addressing that any thread reads
 * without a lock, while changes are made by one thread at a time, under {@link SeriesTable}'s lock.
 */
final class Spellings {
  // Why readers need no lock. A slot goes from null to a spelling once, and from then on only
  // from an unlinked spelling to another one; it never becomes null again. So a probe that walks
  // from a hash's slot to the first null passes every live spelling of that hash that was there
  // when it started. What it finds is a Spelling, whose identity is in final fields, published
  // with release and read with acquire. An array that has become too full or holds too many dead
  // is copied and the copy published; a reader still in the old one may miss what is newest, and
  // the miss sends it to the lock, where the truth is. A miss is never trusted, and neither is a
  // hit before Spelling.matches said yes.

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Spelling[].class);
  private static final int INITIAL_SLOTS = 1024;

  private volatile @Nullable Spelling[] slots = new Spelling[INITIAL_SLOTS];
  private int taken;
  private int live;

  /** The live spelling of these bytes, or null: then ask again under the lock. */
  @Nullable Spelling find(
      int hash,
      SeriesSyntax syntax,
      byte[] buffer,
      int nameOffset,
      int nameLength,
      int tagsOffset,
      int tagsLength) {
    @Nullable Spelling[] table = slots;
    for (int i = hash; ; i++) {
      Spelling spelling = at(table, i & (table.length - 1));
      if (spelling == null) {
        return null;
      }
      if (spelling.hash == hash
          && spelling.matches(syntax, buffer, nameOffset, nameLength, tagsOffset, tagsLength)) {
        return spelling;
      }
    }
  }

  /**
   * Loads what {@link #find} will look at for some hashes. A search waits for memory three times,
   * one after the other; here those of all the hashes are waited for at once, since none needs what
   * another found.
   *
   * @return something made of all that was loaded, lest the loads be left out
   */
  int warm(int[] hashes, int count) {
    @Nullable Spelling[] table = slots;
    int sum = 0;
    for (int k = 0; k < count; k++) {
      Spelling spelling = at(table, hashes[k] & (table.length - 1));
      sum += spelling == null ? 0 : spelling.hash;
    }
    for (int k = 0; k < count; k++) {
      Spelling spelling = at(table, hashes[k] & (table.length - 1));
      sum += spelling == null ? 0 : spelling.touch();
    }
    return sum;
  }

  /** The live spelling that is the same as this one, or null. */
  @Nullable Spelling find(Spelling wanted) {
    @Nullable Spelling[] table = slots;
    for (int i = wanted.hash; ; i++) {
      Spelling spelling = at(table, i & (table.length - 1));
      if (spelling == null) {
        return null;
      }
      if (spelling.hash == wanted.hash && !spelling.isUnlinked() && spelling.sameAs(wanted)) {
        return spelling;
      }
    }
  }

  /** Adds a spelling that {@link #find(Spelling)} does not find. Under the table's lock. */
  void add(Spelling spelling) {
    if (taken >= slots.length / 2) {
      rebuild();
    }
    @Nullable Spelling[] table = slots;
    int i = spelling.hash & (table.length - 1);
    for (Spelling there = at(table, i); there != null; there = at(table, i)) {
      if (there.isUnlinked()) {
        taken--;
        break;
      }
      i = (i + 1) & (table.length - 1);
    }
    SLOT.setRelease(table, i, spelling);
    taken++;
    live++;
  }

  /** Forgets a spelling. Under the table's lock. */
  void remove(Spelling spelling) {
    spelling.unlink();
    live--;
  }

  /** Drops the dead from memory once they are many. Under the table's lock. */
  void compact() {
    if (taken - live > slots.length / 8) {
      rebuild();
    }
  }

  /** How many spellings are known. */
  int size() {
    return live;
  }

  private void rebuild() {
    int capacity = INITIAL_SLOTS;
    while (capacity < 4 * (live + 1)) {
      capacity *= 2;
    }
    @Nullable Spelling[] fresh = new Spelling[capacity];
    for (Spelling spelling : slots) {
      if (spelling != null && !spelling.isUnlinked()) {
        int i = spelling.hash & (capacity - 1);
        while (fresh[i] != null) {
          i = (i + 1) & (capacity - 1);
        }
        fresh[i] = spelling;
      }
    }
    slots = fresh;
    taken = live;
  }

  private static @Nullable Spelling at(@Nullable Spelling[] table, int index) {
    return (Spelling) SLOT.getAcquire(table, index);
  }
}
