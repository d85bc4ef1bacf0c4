package tidemark.server.queries;

import java.util.Optional;
import java.util.function.Consumer;
import tidemark.model.Series;
import tidemark.storage.Fetch;
import tidemark.storage.FilterStorage;
import tidemark.storage.Storage;

/**
 * A storage that counts what each query reads and ends its reads when the query is over. A read
 * that no query asked for is one of its own.
 */
public final class QueryLimits extends FilterStorage {
  private final Queries queries;

  /** Reads of {@code inner}, for the queries that run. */
  public QueryLimits(Storage inner, Queries queries) {
    super(inner);
    this.queries = queries;
  }

  @Override
  public void read(Fetch fetch, Consumer<Series> out) {
    Optional<RunningQuery> current = Queries.current();
    if (current.isPresent()) {
      read(current.get(), fetch, out);
      return;
    }
    try (RunningQuery query = queries.begin("read", fetch.selector().toString())) {
      query.compute(() -> {
        read(query, fetch, out);
        return true;
      });
    }
  }

  private void read(RunningQuery query, Fetch fetch, Consumer<Series> out) {
    super.read(
        fetch.within(fetch.maxSeries(), () -> query.isOver() || fetch.stop().getAsBoolean()),
        series -> {
          query.read(series.points().size());
          out.accept(series);
        });
    query.check();
  }
}
