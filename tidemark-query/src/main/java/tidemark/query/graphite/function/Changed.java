package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code changed(seriesList)}: 1 where a value differs from the one known before it, else 0. */
final class Changed {
  private Changed() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "changed",
            "Special",
            "Shows where values change.",
            "changed(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) -> s.withValues(changes(s.values())).named("changed(" + s.name() + ")"));
  }

  private static double[] changes(double[] values) {
    double[] changes = new double[values.length];
    double before = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        changes[i] = !Double.isNaN(before) && values[i] != before ? 1 : 0;
        before = values[i];
      }
    }
    return changes;
  }
}
