package tidemark.storage.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * The series the engine has met: by number, by key, and by the process's series id. Numbers are
 * given in order and never twice; the link from an id is cleared when the id is retired, and what
 * the series has open stays with its number. Thread-safe; {@link #links} are read without a lock.
 */
final class Registry {
  private final SeriesTable table;
  private Map<SeriesKey, HeadSeries> byKey = new HashMap<>();
  private final List<HeadSeries> unnamed = new ArrayList<>();
  private @Nullable HeadSeries[] byNumber = new @Nullable HeadSeries[1024];
  private volatile Links links = new Links(1024);
  private long next = 1;

  Registry(SeriesTable table) {
    this.table = table;
    table.onRetire(this::retire);
  }

  /** The table whose ids are linked. */
  SeriesTable table() {
    return table;
  }

  /** What ids are linked to; an id that it does not know must be {@link #link linked}. */
  Links links() {
    return links;
  }

  /** Links an id of the table; {@link #links} knows it then. */
  synchronized HeadSeries link(int id) {
    SeriesKey key = table.key(id);
    HeadSeries series = byKey.get(key);
    if (series == null) {
      series = add(next, key);
      unnamed.add(series);
    }
    if (id >= links.size()) {
      links = links.grown(id);
    }
    links.set(id, series.slot());
    return series;
  }

  private synchronized void retire(int id) {
    if (id < links.size()) {
      links.set(id, 0);
    }
  }

  private HeadSeries add(long number, SeriesKey key) {
    if (number >= Integer.MAX_VALUE) {
      throw new StorageException(
          Reason.LIMIT, "two billion series were given numbers; no more fit");
    }
    HeadSeries series = new HeadSeries(number, key);
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, (int) Math.max(2L * byNumber.length, number + 1));
    }
    byNumber[(int) number] = series;
    byKey.put(key, series);
    next = Math.max(next, number + 1);
    return series;
  }

  /** Makes room for series that {@link #restore} will bring. */
  synchronized void expect(int count) {
    if (byKey.isEmpty()) {
      byKey = HashMap.newHashMap(count);
    }
  }

  /** Takes a series from names.log or the log; the first name of a number holds. */
  synchronized void restore(long number, SeriesKey key, boolean named) {
    reserve(number);
    if (number(number) == null && !byKey.containsKey(key)) {
      HeadSeries series = add(number, key);
      series.logged = true;
      series.named = named;
      if (!named) {
        unnamed.add(series);
      }
    }
  }

  /** Keeps a number that was seen somewhere from being given again. */
  synchronized void reserve(long number) {
    next = Math.max(next, number + 1);
  }

  /** The series of a number, null if its name was lost. */
  synchronized @Nullable HeadSeries number(long number) {
    return number >= 0 && number < byNumber.length ? byNumber[(int) number] : null;
  }

  /** By number, for one thread alone: the array is replaced when series are added. */
  synchronized @Nullable HeadSeries[] numbers() {
    return byNumber;
  }

  /** Those whose names names.log does not have yet. */
  synchronized List<HeadSeries> unnamed() {
    return List.copyOf(unnamed);
  }

  synchronized void named(List<HeadSeries> series) {
    series.forEach(s -> s.named = true);
    unnamed.removeIf(s -> s.named);
  }

  /** How many names.log has. */
  synchronized int namedSize() {
    return byKey.size() - unnamed.size();
  }

  /** Those that names.log has, in ascending order of number. */
  synchronized List<HeadSeries> named() {
    List<HeadSeries> found = new ArrayList<>(namedSize());
    for (@Nullable HeadSeries series : byNumber) {
      if (series != null && series.named) {
        found.add(series);
      }
    }
    return found;
  }
}
