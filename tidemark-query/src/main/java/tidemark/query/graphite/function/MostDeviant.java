package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code mostDeviant(seriesList, n)}: the series that vary most, the most varying first. */
final class MostDeviant implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "mostDeviant",
          "Filter Series",
          "Keeps the series that vary most.",
          "mostDeviant(servers.*.load,5)",
          Parameter.seriesList("seriesList"),
          Parameter.whole("n"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> known =
        arguments.seriesList("seriesList").stream().filter(s -> !s.isEmpty()).toList();
    return Slice.first(Sorting.by(known, MostDeviant::variance, true), arguments.whole("n"));
  }

  private static double variance(GraphiteSeries series) {
    double deviation = Aggregation.STDDEV.apply(series.values());
    return deviation * deviation;
  }
}
