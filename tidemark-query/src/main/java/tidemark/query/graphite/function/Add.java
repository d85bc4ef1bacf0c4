package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code add(seriesList, constant)}: the constant is cut to a whole number in the name only. */
final class Add {
  private Add() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "add",
            "Transform",
            "Adds a constant to each value.",
            "add(servers.*.load,10)",
            Parameter.seriesList("seriesList"),
            Parameter.number("constant")),
        (s, arguments) -> {
          double constant = arguments.number("constant");
          return s.map(v -> v + constant)
              .named("add(" + s.name() + "," + Numbers.d(constant) + ")")
              .tagged("add", Numbers.repr(constant));
        });
  }
}
