package tidemark.query.graphite;

import java.util.Optional;
import tidemark.model.InvalidInputException;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;

/** Which series a path in a target means. */
public final class Paths {
  private Paths() {}

  /**
   * The selector of a pattern, or nothing if it can select nothing. A text with {@code ;} is one
   * tagged series, as written: its tags must stand in order (contracts/graphite.md 3).
   */
  public static Optional<Selector> selector(String pattern) {
    if (pattern.indexOf(';') < 0) {
      return Optional.of(new Selector.Path(PathPattern.parse(pattern)));
    }
    try {
      SeriesKey key = SeriesKey.parse(pattern);
      return key.toString().equals(pattern)
          ? Optional.of(new Selector.Exact(key))
          : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty(); // no series can have such a name
    }
  }
}
