package tidemark.query.graphite.function;

import java.util.List;
import java.util.Locale;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code averageAbove(seriesList, n)} and its like: series whose aggregation lies above a number,
 * or not. Unknown is never above, so the functions named Below keep it.
 */
final class Threshold implements GraphiteFunction {
  private final Signature signature;
  private final Aggregation aggregation;
  private final boolean above;

  Threshold(String name, Aggregation aggregation, boolean above) {
    this.aggregation = aggregation;
    this.above = above;
    this.signature =
        Signature.of(
            name,
            "Filter Series",
            "Keeps series whose "
                + aggregation.name().toLowerCase(Locale.ROOT)
                + " value is "
                + (above ? "above a number." : "at most a number."),
            name + "(servers.*.load,5)",
            Parameter.seriesList("seriesList"),
            Parameter.number("n"));
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double n = arguments.number("n");
    return arguments.seriesList("seriesList").stream()
        .filter(s -> aggregation.apply(s.values()) > n == above)
        .toList();
  }
}
