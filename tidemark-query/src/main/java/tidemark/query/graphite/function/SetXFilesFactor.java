package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code setXFilesFactor(seriesList, xFilesFactor)}: the part of values that must be known when
 * they become fewer, and of the series when they become one. It holds for these series; in
 * graphite-web for all that the request computes after them too.
 */
final class SetXFilesFactor {
  private SetXFilesFactor() {}

  static GraphiteFunction of(String name) {
    return new EachSeries(
        Signature.of(
            name,
            "Special",
            "Says how many of some values must be known to make one of them.",
            name + "(servers.*.load,0.5)",
            Parameter.seriesList("seriesList"),
            Parameter.number("xFilesFactor")),
        (s, arguments) -> {
          double factor = arguments.number("xFilesFactor");
          return s.withXFilesFactor(factor).tagged("xFilesFactor", Numbers.repr(factor));
        });
  }
}
