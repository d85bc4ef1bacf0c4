package tidemark.model;

/**
 * One connection's way from bytes to series ids, with its batch. Owned by one thread at a time.
 *
 * <p>Ids obtained here stay valid until {@link #rest} or {@link #close}: call {@code rest} when the batch
 * has been handed on and cleared and before blocking for more input, so that an idle connection does not
 * keep retired ids from being reused.
 */
public final class Interner implements AutoCloseable {
  private final SeriesTable table;
  private final SeriesSyntax syntax;
  private final Batch batch;

  Interner(SeriesTable table, SeriesSyntax syntax) {
    this.table = table;
    this.syntax = syntax;
    this.batch = new Batch(table);
  }

  /** The batch to fill with the ids of this interner. */
  public Batch batch() {
    return batch;
  }

  /**
   * The id for the series spelled by these bytes, as sent; parses and interns on first sight only.
   *
   * @throws InvalidInputException what {@link SeriesSyntax#parse} says
   */
  public int resolve(byte[] buffer, int offset, int length) {
    return table.resolve(buffer, offset, length, syntax);
  }

  /** The id of a series that was parsed otherwise (JSON, pickle). */
  public int resolve(SeriesKey key) {
    return table.resolve(key);
  }

  /** Declares that no id got so far will be used again. The batch must be empty. */
  public void rest() {}

  @Override
  public void close() {}
}
