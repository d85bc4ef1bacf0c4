package tidemark.render;

import java.util.OptionalDouble;
import tidemark.model.InvalidInputException;

/**
 * What is said of a vertical axis.
 *
 * @param limit cuts values that are higher
 * @param step between marks
 * @param logBase 0 for a linear axis
 */
record AxisOptions(
    OptionalDouble min,
    OptionalDouble max,
    OptionalDouble limit,
    OptionalDouble step,
    double logBase,
    Units units) {

  /**
   * The options of a side.
   *
   * @param side {@code Left} or {@code Right}: {@code yMinLeft} goes before {@code yMin}
   */
  static AxisOptions of(DrawParameters parameters, String side) {
    String base = parameters.text("logBase", "0");
    double logBase = base.equals("e") ? Math.E : parameters.number("logBase", 0);
    if (logBase != 0 && logBase <= 1) {
      throw new InvalidInputException("logBase=" + base + " must be more than 1");
    }
    return new AxisOptions(
        either(parameters, "yMin", side, parameters.number("min")),
        either(parameters, "yMax", side, parameters.number("max")),
        either(parameters, "yLimit", side, OptionalDouble.empty()),
        either(parameters, "yStep", side, OptionalDouble.empty()),
        logBase,
        Units.of(
            parameters.oneOf(
                "yUnitSystem", java.util.List.of("si", "binary", "sec", "msec", "none"))));
  }

  private static OptionalDouble either(
      DrawParameters parameters, String name, String side, OptionalDouble otherwise) {
    OptionalDouble own = parameters.number(name + side);
    OptionalDouble both = own.isPresent() ? own : parameters.number(name);
    return both.isPresent() ? both : otherwise;
  }
}
