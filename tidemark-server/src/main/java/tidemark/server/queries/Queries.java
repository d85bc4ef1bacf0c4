package tidemark.server.queries;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.config.Size;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.server.http.Caller;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * All queries that run, over whichever API they came. Only so many compute at once; others wait for
 * their turn, and are refused when it does not come: the wait is the queue, and its bound is the
 * time. Thread-safe.
 */
public final class Queries {
  private final QuerySettings limits;
  private final InstantSource clock;
  private final Semaphore turns;
  private final AtomicLong last = new AtomicLong();

  /** Bytes that the queries of {@link #running} hold. */
  private final AtomicLong held = new AtomicLong();

  private final long mostHeld;
  private final Counter full;
  private final Map<Long, RunningQuery> running = new ConcurrentSkipListMap<>();
  private final Counter refused;
  private final Ends ends;
  private final SlowQueries slow;

  /** What ends a query early, counted. */
  record Ends(Counter late, Counter abandoned, Counter cancelled, Counter tooLarge) {}

  /** None runs yet. */
  public Queries(QuerySettings limits, InstantSource clock, Meters meters) {
    this.limits = limits;
    this.clock = clock;
    this.slow = new SlowQueries(limits.slow());
    this.mostHeld = Math.min(limits.totalMemory().bytes(), Runtime.getRuntime().maxMemory() / 2);
    this.turns = new Semaphore(limits.concurrency(), true);
    this.refused =
        meters.counter(
            "tidemark_query_refused_total", "Queries that got no turn within query.wait");
    this.ends =
        new Ends(
            meters.counter("tidemark_query_timeouts_total", "Queries ended by query.timeout"),
            meters.counter(
                "tidemark_query_abandoned_total", "Queries ended because the caller had gone"),
            meters.counter("tidemark_query_cancelled_total", "Queries ended by an operator"),
            meters.counter(
                "tidemark_query_too_large_total",
                "Queries ended by query.max-points or query.max-memory"));
    meters.gauge(
        "tidemark_query_running",
        "Queries that compute now, at most query.concurrency",
        () -> limits.concurrency() - turns.availablePermits());
    meters.gauge(
        "tidemark_query_waiting", "Queries that wait for their turn", turns::getQueueLength);
    meters.gauge(
        "tidemark_query_memory_bytes", "Memory of the values that running queries hold", held::get);
    this.full =
        meters.counter(
            "tidemark_query_memory_refused_total",
            "Queries ended because all together met query.total-memory");
  }

  /**
   * A query that begins. It is on the list until it is closed, which is when its answer was sent.
   *
   * @param api a word: graphite, opentsdb, read
   * @param text what was asked, for who looks at the list
   */
  public RunningQuery begin(String api, String text) {
    long id = last.incrementAndGet();
    var query =
        new RunningQuery(id, api, text, clock.instant(), limits, Caller.current(), ends, this);
    running.put(id, query);
    return query;
  }

  /** The query that this thread works for, if any. */
  static Optional<RunningQuery> current() {
    return RunningQuery.CURRENT.isBound()
        ? Optional.of(RunningQuery.CURRENT.get())
        : Optional.empty();
  }

  /** Those that run, wait or send their answer, by number. */
  public List<RunningQuery> running() {
    return List.copyOf(running.values());
  }

  /** Ends one; false if there is none of this number. */
  public boolean cancel(long id) {
    RunningQuery query = running.get(id);
    if (query != null) {
      query.cancel();
    }
    return query != null;
  }

  /** Those that took long, the latest first. */
  List<FinishedQuery> slow() {
    return slow.list();
  }

  void ended(RunningQuery query, FinishedQuery finished) {
    if (running.remove(query.id()) != null) {
      held.addAndGet(-query.bytes());
    }
    slow.add(finished);
  }

  /** Counts memory of one of those that run; false if all together have no room for it. */
  boolean hold(long more) {
    return held.addAndGet(more) <= mostHeld;
  }

  /** What a query is told that found no room, counted. */
  StorageException full() {
    full.increment();
    return new StorageException(
        Reason.OVERLOADED,
        "the values of all queries take more than query.total-memory ("
            + new Size(mostHeld)
            + "): try again");
  }

  void awaitTurn() {
    try {
      if (turns.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Reason.CLOSED, "interrupted while waiting for a turn", e);
    }
    refused.increment();
    throw new StorageException(
        Reason.OVERLOADED,
        limits.concurrency()
            + " queries are running (query.concurrency) and none ended within query.wait: try again");
  }

  void endTurn() {
    turns.release();
  }
}
