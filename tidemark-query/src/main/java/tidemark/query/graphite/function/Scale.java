package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code scale(seriesList, factor)}: every value times the factor; gaps stay gaps. */
final class Scale implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "scale",
          "Transform",
          "Multiplies each value by a constant.",
          "scale(servers.*.load,10)",
          Parameter.seriesList("seriesList"),
          Parameter.number("factor"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double factor = arguments.number("factor");
    String shown = Numbers.g(factor); // graphite-web prints %g, and so does the series' name
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            s.map(v -> v * factor)
                .named("scale(" + s.name() + "," + shown + ")")
                .tagged("scale", Numbers.repr(factor)))
        .toList();
  }
}
