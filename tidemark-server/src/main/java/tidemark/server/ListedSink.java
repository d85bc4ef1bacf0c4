package tidemark.server;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.SeriesTable;
import tidemark.model.Sink;
import tidemark.retention.NameLists;

/**
 * Leaves out points whose names carbon's lists do not let pass (contracts/carbon.md 2). A name is
 * looked at once: what the lists say of a series id is kept until the id is retired or the lists
 * are replaced. Thread-safe.
 */
final class ListedSink implements Sink {
  private static final int FIRST_SIZE = 1024;

  private final SeriesTable table;
  private final Sink inner;
  private final Counter black;
  private final Counter notWhite;
  private NameLists lists;
  // By series id; written under the lock.
  private volatile NameLists.@Nullable Verdict[] known = new NameLists.Verdict[FIRST_SIZE];
  private volatile boolean listsNothing;

  ListedSink(SeriesTable table, Sink inner, NameLists lists, Meters meters) {
    this.table = table;
    this.inner = inner;
    this.lists = lists;
    this.listsNothing = lists.isEmpty();
    this.black = counter(meters, "blacklist");
    this.notWhite = counter(meters, "whitelist");
    table.onRetire(this::forget);
  }

  private static Counter counter(Meters meters, String list) {
    return meters.counter(
        "tidemark_listed_points_total", "Points left out because of their names", "list", list);
  }

  /** Other lists from now on. */
  synchronized void replace(NameLists others) {
    lists = others;
    known = new NameLists.Verdict[FIRST_SIZE];
    listsNothing = others.isEmpty();
  }

  @Override
  public void accept(Batch batch) {
    if (listsNothing) {
      inner.accept(batch);
      return;
    }
    int passing = 0;
    for (int i = 0; i < batch.size(); i++) {
      switch (verdict(batch.series(i))) {
        case PASSES -> passing++;
        case BLACK -> black.increment();
        case NOT_WHITE -> notWhite.increment();
      }
    }
    if (passing == batch.size()) {
      inner.accept(batch);
    } else if (passing > 0) {
      inner.accept(passing(batch));
    }
  }

  private Batch passing(Batch batch) {
    Batch some = new Batch(table);
    for (int i = 0; i < batch.size(); i++) {
      if (verdict(batch.series(i)) == NameLists.Verdict.PASSES) {
        some.add(batch, i);
      }
    }
    return some;
  }

  private NameLists.Verdict verdict(int id) {
    NameLists.@Nullable Verdict[] verdicts = known;
    NameLists.Verdict found = id < verdicts.length ? verdicts[id] : null;
    return found == null ? look(id) : found;
  }

  private synchronized NameLists.Verdict look(int id) {
    NameLists.Verdict verdict = lists.of(table.key(id).toString());
    NameLists.@Nullable Verdict[] verdicts = known;
    if (id >= verdicts.length) {
      verdicts = Arrays.copyOf(verdicts, Math.max(verdicts.length * 2, id + 1));
    }
    verdicts[id] = verdict;
    known = verdicts;
    return verdict;
  }

  private synchronized void forget(int id) {
    if (id < known.length) {
      known[id] = null;
    }
  }
}
