package tidemark.model;

/**
 * How a protocol spells a series: turns bytes as sent into the identity. Called once for each new
 * spelling, never per point. Compared by identity, so implementations are constants.
 */
@FunctionalInterface
public interface SeriesSyntax {
  /**
   * The series that these bytes spell.
   *
   * @throws InvalidInputException if they spell none; the message is what the sender is told
   */
  SeriesKey parse(byte[] buffer, int offset, int length);
}
