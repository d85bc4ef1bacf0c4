package tidemark.query.opentsdb;

import java.util.Locale;
import tidemark.model.InvalidInputException;

/** What a downsampling bucket without points becomes (contracts/opentsdb.md 5.4). */
enum FillPolicy {
  /** Nothing: the bucket is left out, and groups interpolate over it. */
  NONE,
  /** NaN, printed as the text "NaN". */
  NAN,
  /** NaN, printed as null. */
  NULL,
  ZERO;

  static FillPolicy parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "none" -> NONE;
      case "nan" -> NAN;
      case "null" -> NULL;
      case "zero" -> ZERO;
      case "scalar" -> throw new InvalidInputException("unhandled fill policy");
      default ->
          throw new InvalidInputException(
              "No such fill policy: '" + text + "': must be one of: none nan null zero");
    };
  }

  /** The value of an empty bucket. */
  double value() {
    return this == ZERO ? 0 : Double.NaN;
  }
}
