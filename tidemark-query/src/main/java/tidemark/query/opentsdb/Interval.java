package tidemark.query.opentsdb;

import java.util.Locale;
import tidemark.model.InvalidInputException;

/**
 * A length of time as OpenTSDB writes it: a number and one of ms s m h d w n y, the last letter in
 * either case, so that {@code 1M} is a minute (contracts/opentsdb.md 5.1). n is 30 days and y is
 * 365 unless a calendar is used.
 */
record Interval(long count, Unit unit) {
  enum Unit {
    MS(1),
    S(1_000),
    M(60_000),
    H(3_600_000),
    D(86_400_000),
    W(7L * 86_400_000),
    N(30L * 86_400_000),
    Y(365L * 86_400_000);

    final long millis;

    Unit(long millis) {
      this.millis = millis;
    }
  }

  /**
   * Reads an interval.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static Interval parse(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    Unit unit = unit(text.substring(digits).toLowerCase(Locale.ROOT), text);
    long count;
    try {
      count = Long.parseLong(text.substring(0, digits));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("Invalid duration (number): " + text, e);
    }
    if (count <= 0) {
      throw new InvalidInputException("Zero or negative duration: " + text);
    }
    if (count > Long.MAX_VALUE / unit.millis) {
      throw new InvalidInputException("Duration must be < Long.MAX_VALUE ms: " + text);
    }
    return new Interval(count, unit);
  }

  private static Unit unit(String letters, String text) {
    return switch (letters) {
      case "ms" -> Unit.MS;
      case "s" -> Unit.S;
      case "m" -> Unit.M;
      case "h" -> Unit.H;
      case "d" -> Unit.D;
      case "w" -> Unit.W;
      case "n" -> Unit.N;
      case "y" -> Unit.Y;
      default -> throw new InvalidInputException("Invalid duration (suffix): " + text);
    };
  }

  /** Without regard to any calendar. */
  long millis() {
    return count * unit.millis;
  }
}
