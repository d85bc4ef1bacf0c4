package tidemark.model;

/**
 * Where batches go: a storage's write, the relay's router, one destination. Who returns has taken
 * responsibility; who throws ({@link InvalidInputException} or a StorageException) has not.
 */
@FunctionalInterface
public interface Sink {
  /**
   * Takes the points; done with the batch when it returns. May block: that is the back-pressure.
   */
  void accept(Batch batch);
}
