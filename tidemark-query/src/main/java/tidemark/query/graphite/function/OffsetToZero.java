package tidemark.query.graphite.function;

import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code offsetToZero(seriesList)}: each series less its smallest value. */
final class OffsetToZero {
  private OffsetToZero() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "offsetToZero",
            "Transform",
            "Moves series down so that their smallest value is 0.",
            "offsetToZero(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) -> {
          double least = Aggregation.MIN.apply(s.values());
          return s.map(v -> v - least)
              .named("offsetToZero(" + s.name() + ")")
              .tagged("offsetToZero", Double.isNaN(least) ? null : Numbers.repr(least));
        });
  }
}
