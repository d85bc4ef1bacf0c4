package tidemark.server.graphite;

import tidemark.storage.Catalog;
import tidemark.storage.FilterStorage;
import tidemark.storage.Storage;

/** A storage in which Graphite's queries select the series that its tag look-ups see. */
final class TaggedStorage extends FilterStorage {
  private final Catalog tagged;

  TaggedStorage(Storage inner, Catalog tagged) {
    super(inner);
    this.tagged = tagged;
  }

  @Override
  public Catalog catalog() {
    return tagged;
  }
}
