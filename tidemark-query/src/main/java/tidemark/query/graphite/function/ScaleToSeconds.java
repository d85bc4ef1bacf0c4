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
 * {@code scaleToSeconds(seriesList, seconds)}: values per step become values per so many seconds.
 */
final class ScaleToSeconds implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "scaleToSeconds",
          "Transform",
          "Shows values as those of so many seconds instead of their step.",
          "scaleToSeconds(servers.*.load,1)",
          Parameter.seriesList("seriesList"),
          Parameter.number("seconds"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double seconds = arguments.number("seconds");
    return arguments.seriesList("seriesList").stream().map(s -> scaled(s, seconds)).toList();
  }

  private static GraphiteSeries scaled(GraphiteSeries series, double seconds) {
    double factor = seconds / series.step();
    return series
        .map(v -> Numbers.round(v * factor, 6))
        .named("scaleToSeconds(" + series.name() + "," + Numbers.d(seconds) + ")")
        .tagged("scaleToSeconds", Numbers.repr(seconds));
  }
}
