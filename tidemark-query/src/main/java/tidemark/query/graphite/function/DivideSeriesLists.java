package tidemark.query.graphite.function;

import java.util.List;
import java.util.stream.IntStream;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code divideSeriesLists(dividends, divisors)}: divided pair by pair, in their order; with {@code
 * matching} or {@code default} as carbonapi does it.
 */
final class DivideSeriesLists implements GraphiteFunction {
  private static final PairedLists CARBONAPI = new PairedLists("divideSeries", Formulas::divide);
  private static final Signature SIGNATURE =
      Signature.of(
          "divideSeriesLists",
          "Combine",
          "Divides a list of series by another pair by pair.",
          "divideSeriesLists(servers.*.load,servers.*.load)",
          Parameter.seriesList("dividendSeriesList"),
          Parameter.seriesList("divisorSeriesList"),
          PairedLists.MATCHING.unlisted(),
          PairedLists.DEFAULT.unlisted());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> dividends = arguments.seriesList("dividendSeriesList");
    List<GraphiteSeries> divisors = arguments.seriesList("divisorSeriesList");
    if (PairedLists.asked(arguments)) {
      return CARBONAPI.of(dividends, divisors, arguments);
    }
    if (dividends.size() != divisors.size()) {
      throw new InvalidInputException(
          "dividendSeriesList and divisorSeriesList argument must have equal length");
    }
    return IntStream.range(0, dividends.size())
        .mapToObj(i -> DivideSeries.divide(dividends.get(i), divisors.get(i)))
        .toList();
  }
}
