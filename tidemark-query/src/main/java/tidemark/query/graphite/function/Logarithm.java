package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** {@code log(seriesList, base=10)}: unknown where a value is not positive. */
final class Logarithm {
  private Logarithm() {}

  static GraphiteFunction function() {
    return named("log");
  }

  /** The same under another name; the result is named alike. */
  static GraphiteFunction named(String name) {
    return new EachSeries(
        Signature.of(
            name,
            "Transform",
            "Shows the logarithm of each value.",
            name + "(servers.*.load,2)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("base", ParameterType.INTEGER).or(10)),
        (s, arguments) -> {
          int base = arguments.whole("base");
          if (base < 2) {
            throw arguments.refused("base", "there is no logarithm to the base " + base);
          }
          return s.map(v -> v <= 0 ? Double.NaN : log(v, base))
              .named("log(" + s.name() + ", " + base + ")")
              .tagged("log", Integer.toString(base));
        });
  }

  private static double log(double value, int base) {
    return Math.log(value) / Math.log(base);
  }
}
