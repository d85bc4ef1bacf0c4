package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code delay(seriesList, steps)}: values so many steps later, or earlier when negative. */
final class Delay {
  private Delay() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "delay",
            "Transform",
            "Shows values some steps later.",
            "delay(servers.*.load,3)",
            Parameter.seriesList("seriesList"),
            Parameter.whole("steps")),
        (s, arguments) -> {
          int steps = arguments.whole("steps");
          return s.withValues(delayed(s.values(), steps))
              .named("delay(" + s.name() + "," + steps + ")")
              .tagged("delay", Integer.toString(steps));
        });
  }

  private static double[] delayed(double[] values, int steps) {
    if (steps == 0) {
      return new double[0]; // graphite-web's slice up to -0 is empty
    }
    double[] delayed = new double[values.length];
    for (int i = 0; i < delayed.length; i++) {
      long from = (long) i - steps;
      delayed[i] = from >= 0 && from < values.length ? values[(int) from] : Double.NaN;
    }
    return delayed;
  }
}
