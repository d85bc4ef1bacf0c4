package tidemark.query.opentsdb;

import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;

/**
 * The numbers that OpenTSDB gives to names, by which its answers are ordered. Thread-safe.
 * Implementations may block to write a new number down, and then throw StorageException if they
 * cannot.
 */
public interface Uids {
  /** What a name is the name of; each kind counts on its own. */
  enum Kind {
    METRIC("metrics"),
    TAGK("tagk"),
    TAGV("tagv");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** As error texts call it. */
    public String shown() {
      return shown;
    }
  }

  /** The number of a name, from 1; 0 if it has none. */
  int find(Kind kind, String name);

  /** The name under a number, or null. */
  @Nullable String name(Kind kind, int id);

  /** Gives a name its number if it has none. */
  int assign(Kind kind, String name);

  /** Gives numbers to the name, tag keys and values of a series, in OpenTSDB's order. */
  void assign(SeriesKey key);
}
