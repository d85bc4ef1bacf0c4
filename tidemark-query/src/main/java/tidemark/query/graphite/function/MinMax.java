package tidemark.query.graphite.function;

import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code minMax(seriesList)}: each series between 0, its smallest value, and 1, its largest. */
final class MinMax {
  private MinMax() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "minMax",
            "Transform",
            "Scales series to lie between 0 and 1.",
            "minMax(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) -> {
          double least = Aggregation.MIN.apply(s.values());
          double range = Aggregation.MAX.apply(s.values()) - least;
          return s.map(v -> range == 0 ? 0 : (v - least) / range).named("minMax(" + s.name() + ")");
        });
  }
}
