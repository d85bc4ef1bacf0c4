package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code powSeriesLists(seriesA, seriesB, matching, default)} of carbonapi: powers of two lists,
 * paired as {@link PairedLists} says.
 */
final class PowSeriesLists implements GraphiteFunction {
  private static final PairedLists POWERS = new PairedLists("powSeries", Formulas::power);
  private static final Signature SIGNATURE =
      Signature.of(
          "powSeriesLists",
          "Combine",
          "Raises a list of series to the power of another pair by pair.",
          "powSeriesLists(servers.*.load,servers.*.load)",
          Parameter.seriesList("sourceSeriesList"),
          Parameter.seriesList("factorSeriesList"),
          PairedLists.MATCHING,
          PairedLists.DEFAULT);

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return POWERS.of(
        arguments.seriesList("sourceSeriesList"),
        arguments.seriesList("factorSeriesList"),
        arguments);
  }
}
