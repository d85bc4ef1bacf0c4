package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code interpolate(seriesList, limit=inf)}: a straight line across each gap between known values
 * that is at most so many long.
 */
final class Interpolate {
  private Interpolate() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "interpolate",
            "Transform",
            "Fills gaps with a straight line between the values around them.",
            "interpolate(servers.*.load,5)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("limit", ParameterType.INT_OR_INF)
                .or(new Value.Real(Double.POSITIVE_INFINITY))),
        (s, arguments) ->
            s.withValues(filled(s.values(), arguments.number("limit")))
                .named("interpolate(" + s.name() + ")"));
  }

  private static double[] filled(double[] values, double limit) {
    double[] filled = values.clone();
    int known = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      int gap = i - known - 1;
      if (known >= 0 && gap <= limit) {
        double slope = (values[i] - values[known]) / (i - known);
        for (int j = known + 1; j < i; j++) {
          filled[j] = values[known] + (j - known) * slope;
        }
      }
      known = i;
    }
    return filled;
  }
}
