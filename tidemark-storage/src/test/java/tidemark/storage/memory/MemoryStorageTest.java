package tidemark.storage.memory;

import tidemark.model.SeriesTable;
import tidemark.storage.Storage;
import tidemark.testing.StorageContract;

class MemoryStorageTest extends StorageContract {
  @Override
  protected Storage open(SeriesTable series) {
    return new MemoryStorage(series);
  }

  @Override
  protected boolean keepsWhenClosed() {
    return false;
  }
}
