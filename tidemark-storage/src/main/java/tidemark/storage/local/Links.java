package tidemark.storage.local;

import java.util.Arrays;
import tidemark.storage.local.log.PointsEncoder;

/**
 * From the process's series ids to the engine's series numbers, with what a writer remembers of
 * each. Ids are dense and a batch has them in order, so this is read from front to back, where the
 * series themselves would be a cache miss each.
 *
 * <p>Numbers are set under the registry's lock. They and the hints are read, and hints written,
 * without one: a hint that is lost when the arrays grow costs time only.
 */
final class Links {
  /** The part of a hint that is the kind of value which the log had last. */
  private static final int KIND = 0x0f;

  /** Set once the log or names.log has the name. */
  private static final int LOGGED = 0x10;

  private final int[] numbers;
  private final byte[] hints;

  /** Links of no id, with room. */
  Links(int size) {
    this(new int[size], new byte[size]);
  }

  private Links(int[] numbers, byte[] hints) {
    this.numbers = numbers;
    this.hints = hints;
  }

  int size() {
    return numbers.length;
  }

  /** The same with room for an id. */
  Links grown(int id) {
    int length = Math.max(2 * numbers.length, id + 1);
    return new Links(Arrays.copyOf(numbers, length), Arrays.copyOf(hints, length));
  }

  /** The series number under an id; 0 if none is known yet. */
  int number(int id) {
    return id < numbers.length ? numbers[id] : 0;
  }

  void set(int id, int number) {
    hints[id] = PointsEncoder.UNKNOWN;
    numbers[id] = number;
  }

  byte kind(int id) {
    return (byte) (hints[id] & KIND);
  }

  void keepKind(int id, byte kind) {
    int hint = hints[id];
    if ((hint & KIND) != kind) {
      hints[id] = (byte) ((hint & ~KIND) | kind);
    }
  }

  boolean isLogged(int id) {
    return (hints[id] & LOGGED) != 0;
  }

  void setLogged(int id) {
    hints[id] |= LOGGED;
  }
}
