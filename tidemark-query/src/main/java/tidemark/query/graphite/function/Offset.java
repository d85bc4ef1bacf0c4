package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code offset(seriesList, factor)}: every value plus a constant. */
final class Offset implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "offset",
          "Transform",
          "Adds a constant to each value.",
          "offset(servers.*.load,10)",
          Parameter.seriesList("seriesList"),
          Parameter.number("factor"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double factor = arguments.number("factor");
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            s.map(v -> v + factor)
                .named("offset(" + s.name() + "," + Numbers.g(factor) + ")")
                .tagged("offset", Numbers.repr(factor)))
        .toList();
  }
}
