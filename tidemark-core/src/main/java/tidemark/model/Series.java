package tidemark.model;

/**
 * A series with some of its points.
 *
 * @param step milliseconds between points as stored, or 0 for raw points at any distance
 */
public record Series(SeriesKey key, Points points, long step) {}
