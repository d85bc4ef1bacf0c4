package tidemark.server.queries;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.query.Budget;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * One query from its arrival to the end of its answer. Its own thread computes; any thread may look
 * at it or cancel it. The time that it waits for its turn or for a slow client to take the answer
 * does not count as its own.
 */
public final class RunningQuery implements Budget, AutoCloseable {
  /** A hundred slow queries are kept: their text must not be what fills the memory. */
  private static final int MAX_TEXT = 4000;

  static final ScopedValue<RunningQuery> CURRENT = ScopedValue.newInstance();

  /** What it is doing. */
  public enum State {
    WAITING,
    COMPUTING,
    SENDING
  }

  private final long id;
  private final String api;
  private final String text;
  private final Instant arrived;
  private final QuerySettings limits;
  private final BooleanSupplier gone;
  private final Queries.Ends ends;
  private final Queries queries;
  private final AtomicLong points = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile State state = State.WAITING;
  private volatile long began = System.nanoTime();
  private volatile Duration took = Duration.ZERO;
  private volatile String end = "answered";
  private volatile boolean cancelled;

  RunningQuery(
      long id,
      String api,
      String text,
      Instant arrived,
      QuerySettings limits,
      BooleanSupplier gone,
      Queries.Ends ends,
      Queries queries) {
    this.id = id;
    this.api = api;
    this.text = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "..." : text;
    this.arrived = arrived;
    this.limits = limits;
    this.gone = gone;
    this.ends = ends;
    this.queries = queries;
  }

  /**
   * Waits for a turn and computes; what this thread reads meanwhile belongs to the query.
   *
   * @throws StorageException OVERLOADED if the turn does not come in time
   */
  public <T extends @Nullable Object> T compute(Supplier<T> work) {
    queries.awaitTurn();
    try {
      began = System.nanoTime();
      state = State.COMPUTING;
      return ScopedValue.where(CURRENT, this).call(work::get);
    } catch (RuntimeException e) {
      end = String.valueOf(e.getMessage());
      throw e;
    } finally {
      took = Duration.ofNanos(System.nanoTime() - began);
      state = State.SENDING;
      queries.endTurn();
    }
  }

  @Override
  public void check() {
    if (cancelled) {
      ends.cancelled().increment();
      throw new StorageException(Reason.CLOSED, "the query was cancelled");
    }
    if (state != State.COMPUTING) {
      return;
    }
    if (gone.getAsBoolean()) {
      ends.abandoned().increment();
      throw new StorageException(Reason.CLOSED, "the caller has closed the connection");
    }
    if (isLate()) {
      ends.late().increment();
      throw new StorageException(
          Reason.UNAVAILABLE,
          "the query took longer than query.timeout ("
              + limits.timeout().toMillis()
              + " ms): ask for a shorter range or fewer series, or raise query.timeout");
    }
  }

  private boolean isLate() {
    return System.nanoTime() - began > limits.timeout().toNanos();
  }

  @Override
  public boolean isOver() {
    return cancelled || isLate() || gone.getAsBoolean();
  }

  @Override
  public void hold(long more) {
    long now = bytes.addAndGet(more);
    boolean room = queries.hold(more);
    if (now > limits.maxMemory().bytes()) {
      ends.tooLarge().increment();
      throw new StorageException(
          Reason.LIMIT,
          "the values of the query take more than query.max-memory ("
              + limits.maxMemory()
              + "): ask for a shorter range or fewer series, or raise it");
    }
    if (!room) {
      throw queries.full();
    }
  }

  /** Counts points that were read for it. */
  void read(long more) {
    if (points.addAndGet(more) > limits.maxPoints()) {
      ends.tooLarge().increment();
      throw new StorageException(
          Reason.LIMIT,
          "more than "
              + limits.maxPoints()
              + " points to read: ask for a shorter range or fewer series, or raise"
              + " query.max-points");
    }
  }

  /** Ends it at its next look. */
  void cancel() {
    cancelled = true;
  }

  public long id() {
    return id;
  }

  public String api() {
    return api;
  }

  public String text() {
    return text;
  }

  public Instant arrived() {
    return arrived;
  }

  public State state() {
    return state;
  }

  /** Since it got its turn; when it is done, what that took. */
  public Duration took() {
    return state == State.COMPUTING ? Duration.ofNanos(System.nanoTime() - began) : took;
  }

  /** Points read so far. */
  public long points() {
    return points.get();
  }

  /** Bytes of values held now. */
  public long bytes() {
    return bytes.get();
  }

  /** Takes it off the list; what it held is free. */
  @Override
  public void close() {
    queries.ended(this, new FinishedQuery(id, api, text, arrived, took(), points(), bytes(), end));
  }
}
