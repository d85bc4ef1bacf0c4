package tidemark.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** How values on an axis are written: {@code yUnitSystem} (contracts/graphite.md 1.1, 6.10). */
enum Units {
  SI,
  BINARY,
  SEC,
  MSEC,
  NONE;

  private record Prefix(String text, double factor) {}

  /** Largest first. */
  private List<Prefix> prefixes() {
    return switch (this) {
      case SI ->
          List.of(
              new Prefix("P", 1e15),
              new Prefix("T", 1e12),
              new Prefix("G", 1e9),
              new Prefix("M", 1e6),
              new Prefix("k", 1e3));
      case BINARY ->
          List.of(
              new Prefix("Pi", 0x1p50),
              new Prefix("Ti", 0x1p40),
              new Prefix("Gi", 0x1p30),
              new Prefix("Mi", 0x1p20),
              new Prefix("Ki", 0x1p10));
      case SEC ->
          List.of(
              new Prefix("Y", 31_536_000),
              new Prefix("M", 2_592_000),
              new Prefix("D", 86_400),
              new Prefix("H", 3600),
              new Prefix("m", 60));
      case MSEC ->
          List.of(
              new Prefix("Y", 31_536_000e3),
              new Prefix("M", 2_592_000e3),
              new Prefix("D", 86_400e3),
              new Prefix("H", 3600e3),
              new Prefix("m", 60e3),
              new Prefix("s", 1e3));
      case NONE -> List.of();
    };
  }

  /** The system of a word. */
  static Units of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether steps of an axis should be powers of 2. */
  boolean isBinary() {
    return this == BINARY;
  }

  /** A value with the digits that tell it from others a step away. */
  String shown(double value, double step) {
    for (Prefix prefix : prefixes()) {
      if (Math.abs(value) >= prefix.factor() * (1 - 1e-9)) {
        return digits(value / prefix.factor(), step / prefix.factor()) + prefix.text();
      }
    }
    return digits(value, step);
  }

  /** As many as write a step exactly, within reason. */
  private static int places(double step) {
    if (!(step > 0)) {
      return 3;
    }
    int least = Math.clamp((int) Math.ceil(-Math.log10(step) - 1e-9), 0, 9);
    int places = least;
    for (double scaled = step * Math.pow(10, places);
        places < least + 3 && Math.abs(scaled - Math.rint(scaled)) > 1e-6;
        scaled *= 10) {
      places++;
    }
    return places;
  }

  private static String digits(double value, double step) {
    if (Math.abs(value) >= 1e15 || (value != 0 && Math.abs(value) < 1e-6)) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    BigDecimal cut = new BigDecimal(value).setScale(places(step), RoundingMode.HALF_EVEN);
    return cut.signum() == 0 ? "0" : cut.stripTrailingZeros().toPlainString();
  }
}
