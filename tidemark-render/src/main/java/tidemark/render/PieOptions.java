package tidemark.render;

import java.util.List;
import java.util.Optional;

/**
 * How a pie is drawn.
 *
 * @param values what is written on slices
 * @param valuesMin least percentage of a slice that is written on
 */
record PieOptions(
    Frame frame, Values values, double valuesMin, Ink valuesInk, Optional<Boolean> legend) {
  /** What is written on slices. */
  enum Values {
    PERCENT,
    NUMBER,
    NONE
  }

  static PieOptions of(DrawParameters p) {
    p.oneOf("pieLabels", List.of("horizontal", "rotated"));
    return new PieOptions(
        Frame.of(p),
        Values.valueOf(
            p.oneOf("valueLabels", List.of("percent", "number", "none"))
                .toUpperCase(java.util.Locale.ROOT)),
        p.number("valueLabelsMin", 5),
        p.ink("valueLabelsColor", Ink.of(0xffffff)),
        p.flag("graphOnly", false)
            ? Optional.of(false)
            : p.optionalFlag("hideLegend").map(hide -> !hide));
  }
}
