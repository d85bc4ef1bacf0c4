package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code pow(seriesList, factor)}: each value to the power of a number. */
final class Pow {
  private Pow() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "pow",
            "Transform",
            "Raises each value to a power.",
            "pow(servers.*.load,2)",
            Parameter.seriesList("seriesList"),
            Parameter.number("factor")),
        (s, arguments) -> {
          double factor = arguments.number("factor");
          return s.map(v -> Formulas.power(v, factor))
              .named("pow(" + s.name() + "," + Numbers.g(factor) + ")")
              .tagged("pow", Numbers.repr(factor));
        });
  }
}
