package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code scaleAfterTimestamp(seriesList, factor, timestamp)} of carbonapi: values at and after a
 * time times the factor.
 */
final class ScaleAfterTimestamp implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "scaleAfterTimestamp",
          "Transform",
          "Multiplies the values from a time on by a constant.",
          "scaleAfterTimestamp(servers.*.load,10,1704067800)",
          Parameter.seriesList("seriesList"),
          Parameter.number("factor"),
          Parameter.whole("timestamp"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double factor = arguments.number("factor");
    String timestamp = arguments.text("timestamp");
    double from = arguments.number("timestamp");
    String shown = Numbers.shortest(factor);
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            scaled(s, factor, from)
                .named("scale(" + s.name() + "," + shown + "," + timestamp + ")")
                .tagged("scale", shown))
        .toList();
  }

  private static GraphiteSeries scaled(GraphiteSeries series, double factor, double from) {
    double[] scaled = series.values().clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= series.time(i) >= from ? factor : 1;
    }
    return series.withValues(scaled);
  }
}
