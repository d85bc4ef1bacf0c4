package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code stdev(seriesList, points, windowTolerance=0.1)}: the deviation of the last so many values.
 */
final class Stdev {
  private Stdev() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "stdev",
            "Calculate",
            "Shows the standard deviation of the values so far in a window.",
            "stdev(servers.*.load,10)",
            Parameter.seriesList("seriesList"),
            Parameter.whole("points"),
            Parameter.optional("windowTolerance", ParameterType.FLOAT).or(new Value.Real(0.1))),
        (s, arguments) -> {
          int points = arguments.whole("points");
          if (points < 0) {
            throw arguments.refused("points", "a window of " + points + " points has no deviation");
          }
          return s.withValues(deviations(s.values(), points, arguments.number("windowTolerance")))
              .named("stdev(" + s.name() + "," + points + ")")
              .tagged("stdev", Integer.toString(points));
        });
  }

  /** From running sums, whose rounding shows in the last digits as it does in graphite-web. */
  private static double[] deviations(double[] values, int points, double tolerance) {
    double[] deviations = new double[values.length];
    int known = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double leaving = i < points ? Double.NaN : values[i - points];
      if (!Double.isNaN(leaving)) {
        known--;
        sum -= leaving;
        squares -= leaving * leaving;
      }
      if (!Double.isNaN(values[i])) {
        known++;
        sum += values[i];
        squares += values[i] * values[i];
      }
      boolean enough = known > 0 && points > 0 && (double) known / points >= tolerance;
      deviations[i] = enough ? Math.sqrt(known * squares - sum * sum) / known : Double.NaN;
    }
    return deviations;
  }
}
