package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.Batch;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TagMatcher;
import tidemark.model.Tags;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;

/*
 * OpenTSDB stores uids and so renames a million series with one cell. Tidemark stores names: what is renamed
 * is written again under the new name and then deleted under the old one, series by series. The number moves
 * first and is durable, so that answers keep their order; points that arrive under the old name meanwhile make
 * a new series, as they do in OpenTSDB after a rename. If it is cut short, the series not yet moved are still
 * there under the old name.
 */
/**
 * Gives a metric, tag key or tag value another name, in the uids and in the series that bear it.
 */
final class Rename {
  /** Points that are written at once. */
  private static final int CHUNK = 10_000;

  private final UidTable uids;
  private final Storage storage;
  private final SeriesTable table;

  Rename(UidTable uids, Storage storage, SeriesTable table) {
    this.uids = uids;
    this.storage = storage;
    this.table = table;
  }

  /** Whether there was such a name; the new one must be free. */
  boolean rename(Kind kind, String from, String to, long now) {
    if (uids.rename(kind, from, to) == 0) {
      return false;
    }
    uids.settle();
    for (SeriesKey key : bearing(kind, from)) {
      move(key, renamed(kind, key, from, to), now);
    }
    return true;
  }

  private List<SeriesKey> bearing(Kind kind, String name) {
    Selector selector =
        switch (kind) {
          case METRIC -> new Selector.Tagged(TextMatcher.exactly(name), List.of(), true);
          case TAGK ->
              new Selector.Tagged(
                  TextMatcher.ANY, List.of(new TagMatcher(name, TextMatcher.ANY, false)), false);
          case TAGV -> new Selector.All();
        };
    List<SeriesKey> found = storage.catalog().find(selector, TimeRange.ALL, Integer.MAX_VALUE);
    return kind == Kind.TAGV
        ? found.stream().filter(k -> hasValue(k.tags(), name)).toList()
        : found;
  }

  private static boolean hasValue(Tags tags, String value) {
    for (int i = 0; i < tags.size(); i++) {
      if (tags.value(i).equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static SeriesKey renamed(Kind kind, SeriesKey key, String from, String to) {
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < key.tags().size(); i++) {
      String tagk = key.tags().key(i);
      String tagv = key.tags().value(i);
      tags.add(kind == Kind.TAGK && tagk.equals(from) ? to : tagk);
      tags.add(kind == Kind.TAGV && tagv.equals(from) ? to : tagv);
    }
    return SeriesKey.of(
        kind == Kind.METRIC ? to : key.name(), Tags.of(tags.toArray(String[]::new)));
  }

  private void move(SeriesKey from, SeriesKey to, long now) {
    List<Batch> batches = new ArrayList<>();
    try (var interner = table.interner((bytes, offset, length) -> to)) {
      storage.read(
          Fetch.raw(new Selector.Exact(from), TimeRange.ALL, now),
          series -> copy(series.points(), interner.resolve(to), batches));
      batches.forEach(storage::write);
    }
    storage.delete(new Selector.Exact(from), TimeRange.ALL);
  }

  private void copy(Points points, int id, List<Batch> batches) {
    Batch batch = new Batch(table);
    for (int i = 0; i < points.size(); i++) {
      if (i % CHUNK == 0) {
        batch = new Batch(table);
        batches.add(batch);
      }
      if (points.isInteger(i)) {
        batch.addInteger(id, points.timestamp(i), points.integer(i));
      } else {
        batch.add(id, points.timestamp(i), points.value(i));
      }
    }
  }
}
