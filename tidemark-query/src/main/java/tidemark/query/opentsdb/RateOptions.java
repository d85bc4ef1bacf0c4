package tidemark.query.opentsdb;

import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * How differences become a rate (contracts/opentsdb.md 5.4).
 *
 * @param counter whether a fall means that a counter rolled over
 * @param counterMax where it rolls over
 * @param resetValue a rate above it, if it is above 0, means a reset and counts as 0
 * @param dropResets whether a fall of a counter gives no point
 */
public record RateOptions(boolean counter, long counterMax, double resetValue, boolean dropResets) {
  /** Plain differences. */
  static final RateOptions PLAIN = new RateOptions(false, Long.MAX_VALUE, 0, false);

  /**
   * Reads {@code rate}, {@code rate{counter,max,reset}} or {@code rate{dropcounter,...}}. Any first
   * word that ends in "counter" makes a counter, and any other is ignored, as in 2.4.1 (case 404).
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static RateOptions parse(String text) {
    int open = text.indexOf('{');
    if (open < 0 || !text.endsWith("}") || text.length() - open <= 2) {
      return PLAIN;
    }
    List<String> parts = List.of(text.substring(open + 1, text.length() - 1).split(",", -1));
    if (parts.size() > 3) {
      throw new InvalidInputException(
          "Incorrect number of values in rate options specification, must be counter[,counter max"
              + " value,reset value], recieved: "
              + parts.size()
              + " parts");
    }
    return new RateOptions(
        parts.get(0).endsWith("counter"),
        number(parts, 1, "Max", Long.MAX_VALUE),
        number(parts, 2, "Reset", 0),
        parts.get(0).equals("dropcounter"));
  }

  private static long number(List<String> parts, int i, String what, long missing) {
    if (i >= parts.size() || parts.get(i).isEmpty()) {
      return missing;
    }
    try {
      return Long.parseLong(parts.get(i));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          what + " value of counter was not a number, received '" + parts.get(i) + "'", e);
    }
  }
}
