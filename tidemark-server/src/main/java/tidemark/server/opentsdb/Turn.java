package tidemark.server.opentsdb;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.query.Budget;
import tidemark.server.queries.Queries;
import tidemark.server.queries.RunningQuery;
import tidemark.storage.StorageException;

/**
 * The query that a request is, if it is one: begun by the endpoint that reads, and on the list of
 * running queries until its answer is sent. Owned by the request's thread.
 */
final class Turn implements AutoCloseable {
  private final Queries queries;
  private @Nullable RunningQuery running;

  Turn(Queries queries) {
    this.queries = queries;
  }

  /** The endpoint, as a query that waits for its turn, is listed and can be cancelled. */
  static Endpoint taking(Endpoint endpoint) {
    return call -> call.turn().compute(call.describe(), () -> endpoint.answer(call));
  }

  /**
   * Waits for a turn and does what the request asks for.
   *
   * @param text what is asked, for who looks at the list
   * @throws StorageException OVERLOADED if the turn does not come in time
   */
  private Answer compute(String text, Supplier<Answer> work) {
    RunningQuery query = queries.begin("opentsdb", text);
    running = query;
    return query.compute(work);
  }

  /** What the request may use of time and memory. */
  Budget budget() {
    return running == null ? Budget.UNLIMITED : running;
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }
}
