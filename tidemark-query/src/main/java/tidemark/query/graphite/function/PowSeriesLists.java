package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code powSeriesLists(seriesA, seriesB)} of carbonapi: powers of two lists, pair by pair. */
final class PowSeriesLists implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "powSeriesLists",
          "Combine",
          "Raises a list of series to the power of another pair by pair.",
          "powSeriesLists(servers.*.load,servers.*.load)",
          Parameter.seriesList("sourceSeriesList"),
          Parameter.seriesList("factorSeriesList"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> sources = arguments.seriesList("sourceSeriesList");
    List<GraphiteSeries> factors = arguments.seriesList("factorSeriesList");
    if (sources.size() != factors.size()) {
      throw new InvalidInputException(
          "sourceSeriesList and factorSeriesList argument must have equal length");
    }
    List<GraphiteSeries> powers = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      powers.addAll(arguments.call("powSeries", List.of(sources.get(i), factors.get(i)), outer));
    }
    return powers;
  }
}
