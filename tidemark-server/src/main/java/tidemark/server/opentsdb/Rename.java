package tidemark.server.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.model.Batch;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TagMatcher;
import tidemark.model.Tags;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.Fetch;
import tidemark.storage.Records;
import tidemark.storage.Storage;
import tidemark.storage.StorageException;

/*
 * OpenTSDB stores uids and so renames a million series with one cell. Tidemark stores names: what is renamed
 * is written again under the new name and then deleted under the old one, series by series.
 *
 * 1. The intent is a record, on stable storage before anything changes.
 * 2. The number moves, so that answers keep their order.
 * 3. Each series is copied, then deleted. Copying again changes nothing, since a point replaces itself.
 * 4. The storage is synced, then the record goes.
 *
 * So after a crash anywhere every point is there under one of the two names or under both, and the next start, or the next
 * rename, goes through the steps again. What arrives under the old name meanwhile moves too; a point that comes
 * between the last look at its series and the deletion is the one that could be missed, so only the times that
 * were copied are deleted.
 */
/**
 * Gives a metric, tag key or tag value another name, in the uids and in the series that bear it.
 * Thread-safe: renames take turns.
 */
final class Rename {
  private static final Logger LOG = LoggerFactory.getLogger(Rename.class);

  /** The kind of record, which is part of the file format; one for each rename under way. */
  static final String KIND = "rename";

  /** Points that are written at once. */
  private static final int CHUNK = 10_000;

  private final UidTable uids;
  private final Storage storage;
  private final SeriesTable table;
  private final Records records;

  Rename(UidTable uids, Storage storage, SeriesTable table, Records records) {
    this.uids = uids;
    this.storage = storage;
    this.table = table;
    this.records = records;
  }

  /**
   * Whether there was such a name; the new one must be free. Finishes earlier renames first.
   *
   * @throws tidemark.storage.StorageException if it could not be finished; it will be
   */
  synchronized boolean rename(Kind kind, String from, String to, long now) {
    resume(now);
    if (uids.find(kind, from) == 0) {
      return false;
    }
    var out = new JsonOut().beginObject().name("kind").value(kind.name());
    out.name("from").value(from).name("to").value(to).endObject();
    var intent = new Records.Entry(KIND, kind.name() + ':' + from, now, out.toString());
    records.put(intent);
    finish(intent, now);
    return true;
  }

  /** Finishes what an earlier process began; what cannot be finished now is tried again later. */
  synchronized void resumeAtStart(long now) {
    try {
      resume(now);
    } catch (StorageException e) {
      LOG.warn("a rename is unfinished and will be tried again", e);
    }
  }

  private void resume(long now) {
    for (Records.Entry intent : records.scan(KIND, TimeRange.ALL, entry -> true)) {
      LOG.info("finishing the rename {}", intent.json());
      finish(intent, now);
    }
  }

  private void finish(Records.Entry intent, long now) {
    Map<String, @Nullable Object> fields =
        JsonIn.readObject(intent.json().getBytes(StandardCharsets.UTF_8));
    Kind kind = Kind.valueOf(String.valueOf(fields.get("kind")));
    String from = String.valueOf(fields.get("from"));
    String to = String.valueOf(fields.get("to"));
    if (uids.find(kind, to) == 0) {
      uids.rename(kind, from, to);
    }
    uids.settle();
    for (SeriesKey key : bearing(kind, from)) {
      move(key, renamed(kind, key, from, to), now);
    }
    storage.sync();
    records.delete(KIND, List.of(intent.key()));
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
    TimeRange copied = copy(from, to, now);
    if (copied.from() < copied.until()) {
      storage.delete(new Selector.Exact(from), copied);
    }
  }

  /** Writes the points of a series to another; the times they span. */
  private TimeRange copy(SeriesKey from, SeriesKey to, long now) {
    List<Batch> batches = new ArrayList<>();
    long[] span = {0, 0};
    try (var interner = table.interner((bytes, offset, length) -> to)) {
      storage.read(
          Fetch.raw(new Selector.Exact(from), TimeRange.ALL, now),
          series -> {
            Points points = series.points();
            if (points.size() > 0) {
              span[0] = points.timestamp(0);
              span[1] = points.timestamp(points.size() - 1) + 1;
              copy(points, interner.resolve(to), batches);
            }
          });
      batches.forEach(storage::write);
    }
    return new TimeRange(span[0], span[1]);
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
