package tidemark.storage;

import java.util.function.Consumer;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.TimeRange;

/** Passes everything on. Extend it to meter, limit, cache or refuse. */
public abstract class FilterStorage implements Storage {
  private final Storage inner;

  protected FilterStorage(Storage inner) {
    this.inner = inner;
  }

  @Override
  public void write(Batch batch) {
    inner.write(batch);
  }

  @Override
  public void read(Fetch fetch, Consumer<Series> out) {
    inner.read(fetch, out);
  }

  @Override
  public void delete(Selector selector, TimeRange range) {
    inner.delete(selector, range);
  }

  @Override
  public void sync() {
    inner.sync();
  }

  @Override
  public Catalog catalog() {
    return inner.catalog();
  }

  @Override
  public Health health() {
    return inner.health();
  }

  @Override
  public void close() {
    inner.close();
  }
}
