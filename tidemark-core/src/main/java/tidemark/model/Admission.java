package tidemark.model;

/** Whether a series that the {@link SeriesTable} has no id for may have one. Thread-safe. */
@FunctionalInterface
public interface Admission {
  /** Lets everybody in. */
  Admission OPEN = key -> {};

  /**
   * Asked on the sender's thread, without locks, before a series gets an id: on its first sight and
   * when it comes back after it was idle.
   *
   * @throws SeriesLimitException if the series is refused
   */
  void check(SeriesKey key);
}
