package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code sortByMinima(seriesList)}: ascending, without series that are never above 0. */
final class SortByMinima implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "sortByMinima",
          "Sorting",
          "Sorts series by their smallest value, those never above 0 left out.",
          "sortByMinima(servers.*.load)",
          Parameter.seriesList("seriesList"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> positive =
        arguments.seriesList("seriesList").stream()
            .filter(s -> Aggregation.MAX.apply(s.values()) > 0)
            .toList();
    return Sorting.by(positive, s -> Aggregation.MIN.apply(s.values()), false);
  }
}
