package tidemark.model;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way from bytes to series ids, with its batch. Owned by one thread at a time.
 *
 * <p>Ids obtained here stay valid until {@link #rest} or {@link #close}: call {@code rest} whenever
 * the batch has been handed on and cleared, at the latest before blocking for more input, so that
 * neither an idle nor a busy connection keeps retired ids from being reused for long. It costs a
 * few nanoseconds.
 */
public final class Interner implements AutoCloseable {
  // Senders repeat themselves: an agent sends the same names in the same order every interval. So
  // the spelling that followed the last one in the previous round is tried first; that is one
  // comparison of bytes that are likely in cache, in place of a hash over the name and two or
  // three cache misses (19 against 31 ns a line at 10,000 series, 32 against 181 at 1,000,000;
  // measured on a prototype). The successor is kept with the spelling and not per connection, so
  // that short connections profit too and memory stays bounded; two connections that send the
  // same names in different orders merely spoil each other's guesses. A sender without any order
  // would pay for wrong guesses on top of the hash, and for noting what follows what (a reference
  // stored into an old object costs a collector's barrier), so after a run of wrong guesses both
  // pause; a sender that has only changed its order is learned again in the stretches between
  // pauses, within some ten rounds.
  //
  // While guessing pauses, a sender that has many lines at hand may say which names come next, see
  // expect: their cache misses then overlap. A point of one of 1,000,000 series in random order
  // cost 0.73 to 0.87 of the CPU that it costs without, log and head included.

  /** Wrong guesses in a row that end guessing for a while. */
  private static final int PATIENCE = 32;

  /** Look-ups without a guess before the next try. */
  private static final int PAUSE = 256;

  /** How many names {@link #expect} takes at once: what a core can wait for side by side. */
  public static final int EXPECTED = 32;

  /** {@link #pinned} while no id is held. */
  private static final long RESTING = Long.MAX_VALUE;

  private final SeriesTable table;
  private final SeriesSyntax syntax;
  private final Batch batch;
  private @Nullable Spelling last;
  private int wrongGuesses;
  private int pause;
  private boolean awake;
  private boolean closed;
  private final int[] hashes = new int[EXPECTED];

  /** The epoch since which ids are held; written by the owner, read by {@link SeriesTable}. */
  private volatile long pinned = RESTING;

  Interner(SeriesTable table, SeriesSyntax syntax) {
    this.table = table;
    this.syntax = syntax;
    this.batch = new Batch(table);
  }

  /** The batch to fill with the ids of this interner. */
  public Batch batch() {
    return batch;
  }

  /**
   * The id for the series spelled by these bytes, as sent; parses and interns on first sight only.
   *
   * @throws InvalidInputException what {@link SeriesSyntax#parse} says
   * @throws SeriesLimitException if the series is new and the table is full
   */
  public int resolve(byte[] buffer, int offset, int length) {
    return resolve(buffer, offset, length, 0, Spelling.WHOLE);
  }

  /**
   * The id for a series spelled in two places of a line, as by OpenTSDB's telnet {@code put}, whose
   * metric and tags have timestamp and value between them. On first sight of the pair {@link
   * SeriesSyntax#parse} is given both joined by one blank, in an array of their own; the tags may
   * be empty, and then it sees the name and the blank.
   *
   * @throws InvalidInputException what {@link SeriesSyntax#parse} says
   * @throws SeriesLimitException if the series is new and the table is full
   */
  public int resolve(
      byte[] buffer, int nameOffset, int nameLength, int tagsOffset, int tagsLength) {
    if (!awake) {
      wake();
    }
    Spelling previous = last;
    Spelling found = null;
    boolean guessing = pause == 0;
    if (!guessing) {
      pause--;
    } else if (previous != null) {
      Spelling guess = previous.successor;
      if (guess != null
          && guess.matches(syntax, buffer, nameOffset, nameLength, tagsOffset, tagsLength)) {
        wrongGuesses = 0;
        found = guess;
      } else if (++wrongGuesses == PATIENCE) {
        wrongGuesses = 0;
        pause = PAUSE;
      }
    }
    if (found == null) {
      found = search(buffer, nameOffset, nameLength, tagsOffset, tagsLength);
      if (previous != null && (guessing || previous.successor == null) && !previous.isUnlinked()) {
        previous.successor = found;
      }
    }
    int now = table.generation();
    if (found.used != now) {
      found.used = now;
    }
    last = found;
    return found.id;
  }

  /** Whether names are searched for, not guessed from what came before: {@link #expect} pays. */
  public boolean isSearching() {
    return pause > 0;
  }

  /**
   * Says which names {@link #resolve(byte[], int, int)} will be asked for next. Costs about what a
   * hash of each costs, and changes nothing but the time of the calls that follow.
   *
   * @param offsets where they begin in the buffer
   * @param count at most {@link #EXPECTED}
   */
  public void expect(byte[] buffer, int[] offsets, int[] lengths, int count) {
    for (int k = 0; k < count; k++) {
      hashes[k] = table.hash(buffer, offsets[k], lengths[k], 0, Spelling.WHOLE);
    }
    hashes[0] = table.warm(hashes, count); // kept somewhere, lest the loads be left out
  }

  private Spelling search(
      byte[] buffer, int nameOffset, int nameLength, int tagsOffset, int tagsLength) {
    int hash = table.hash(buffer, nameOffset, nameLength, tagsOffset, tagsLength);
    Spelling known =
        table.find(hash, syntax, buffer, nameOffset, nameLength, tagsOffset, tagsLength);
    if (known != null) {
      return known;
    }
    byte[] joined = Spelling.join(buffer, nameOffset, nameLength, tagsOffset, tagsLength);
    return table.learn(hash, syntax, joined, nameLength);
  }

  /**
   * The id of a series that was parsed otherwise (JSON, pickle).
   *
   * @throws SeriesLimitException if the series is new and the table is full
   */
  public int resolve(SeriesKey key) {
    if (!awake) {
      wake();
    }
    return table.resolve(key);
  }

  /** Before the first look at the table: what is unlinked from now on stays ours until we rest. */
  private void wake() {
    if (closed) {
      throw new IllegalStateException("the interner is closed");
    }
    pinned = table.epoch();
    VarHandle.fullFence();
    awake = true;
  }

  /**
   * Declares that no id got so far will be used again.
   *
   * @throws IllegalStateException if the batch is not empty: its ids would become others'
   */
  public void rest() {
    if (!batch.isEmpty()) {
      throw new IllegalStateException(
          "rest with " + batch.size() + " points in the batch: hand them on and clear it first");
    }
    awake = false;
    pinned = RESTING;
  }

  /** Rests for good; points still in the batch are dropped. */
  @Override
  public void close() {
    batch.clear();
    rest();
    closed = true;
    table.close(this);
  }

  long pinned() {
    return pinned;
  }
}
