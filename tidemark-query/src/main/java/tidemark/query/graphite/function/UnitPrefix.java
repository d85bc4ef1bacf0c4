package tidemark.query.graphite.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * A number scaled to a prefix of its unit, {@code 1.00P}: by thousands ({@code si}) or by 1024
 * ({@code binary}).
 *
 * @param prefix empty for small numbers
 */
record UnitPrefix(double scaled, String prefix) {
  private static final List<String> LETTERS = List.of("k", "M", "G", "T", "P");

  static UnitPrefix of(double value, String system) {
    boolean binary = system.equals("binary");
    double base = binary ? 1024 : 1000;
    for (int i = LETTERS.size(); i > 0; i--) {
      double unit = Math.pow(base, i);
      if (Math.abs(value) >= unit) {
        String letter = LETTERS.get(i - 1);
        return new UnitPrefix(
            neat(value / unit), binary ? letter.toUpperCase(Locale.ROOT) + "i" : letter);
      }
    }
    return new UnitPrefix(neat(value), "");
  }

  /** Without the dust that a division leaves above a whole number. */
  private static double neat(double value) {
    double floor = Math.floor(value);
    return value > 1 && value - floor < 1e-11 ? floor : value;
  }

  /**
   * With two decimals; {@code 1.00P}, or with a unit {@code 1.00 PB}. The double itself is rounded,
   * as C does, not its shortest text: the one nearest to 1.005 lies below it and is shown as 1.00.
   */
  String shown(String unit) {
    String number =
        Double.isFinite(scaled)
            ? new BigDecimal(scaled).setScale(2, RoundingMode.HALF_EVEN).toPlainString()
            : Double.toString(scaled);
    return number + (unit.isEmpty() ? prefix : " " + prefix + unit);
  }
}
