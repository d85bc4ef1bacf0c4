package tidemark.server.opentsdb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.DataQuery;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.QueryEcho;
import tidemark.query.opentsdb.Uids;

/**
 * The queries that run and the last 256 that are over, for {@code /api/stats/query} (case 750).
 * Thread-safe.
 */
final class QueryLog {
  private static final int KEPT = 256;

  private final Uids uids;

  /** Guarded by the log, as is {@code completed}. */
  private final Set<Entry> running = new LinkedHashSet<>();

  private final Deque<Entry> completed = new ArrayDeque<>();

  QueryLog(Uids uids) {
    this.uids = uids;
  }

  /** One query. What changes when it ends is written under the log's lock. */
  static final class Entry {
    private final DataQuery query;
    private final long startedMillis;
    private final long startedNanos = System.nanoTime();
    private long tookNanos;
    private int status;
    private String error = "null";
    private long points;

    private Entry(DataQuery query, long startedMillis) {
      this.query = query;
      this.startedMillis = startedMillis;
    }
  }

  /** Notes that a query begins. */
  synchronized Entry begin(DataQuery query, long now) {
    var entry = new Entry(query, now);
    running.add(entry);
    return entry;
  }

  /**
   * Notes that it is over.
   *
   * @param error what went wrong, or null
   */
  synchronized void end(Entry entry, int status, @Nullable String error, long points) {
    entry.tookNanos = System.nanoTime() - entry.startedNanos;
    entry.status = status;
    entry.error = error == null ? "null" : error;
    entry.points = points;
    running.remove(entry);
    completed.addLast(entry);
    if (completed.size() > KEPT) {
      completed.removeFirst();
    }
  }

  /** {@code /api/stats/query}. */
  Answer answer(Call call) {
    call.only("GET", "POST");
    List<Entry> over;
    List<Entry> now;
    synchronized (this) {
      over = new ArrayList<>(completed);
      now = new ArrayList<>(running);
    }
    var out = new JsonOut().beginObject().name("completed").beginArray();
    over.forEach(entry -> completed(entry, now.size(), out));
    out.endArray().name("running").beginArray();
    now.forEach(entry -> running(entry, out));
    return Answer.json(out.endArray().endObject());
  }

  private void completed(Entry entry, int runningNow, JsonOut out) {
    double millis = entry.tookNanos / 1e6;
    out.beginObject().name("query");
    QueryEcho.write(entry.query, uids, out);
    out.name("exception").value(entry.error).name("executed").value(1).name("user").raw("null");
    out.name("requestHeaders").beginObject().endObject();
    out.name("numRunningQueries").value(runningNow).name("httpResponse").beginObject();
    out.name("code").value(entry.status);
    out.name("reasonPhrase").value(entry.status == 200 ? "OK" : "Bad Request").endObject();
    out.name("queryStartTimestamp").value(entry.startedMillis);
    out.name("queryCompletedTimestamp").value(entry.startedMillis + (long) millis);
    out.name("sentToClient").value(true).name("stats").beginObject();
    out.name("emittedDPs").value(entry.points).name("processingPreWriteTime").value(millis);
    out.name("totalTime").value(millis).endObject().endObject();
  }

  private void running(Entry entry, JsonOut out) {
    out.beginObject().name("elapsed").value((System.nanoTime() - entry.startedNanos) / 1e6);
    out.name("headers").beginObject().endObject().name("query");
    QueryEcho.write(entry.query, uids, out);
    out.name("queryStart").value(entry.startedMillis).name("remote").value("");
    out.name("user").raw("null").endObject();
  }
}
