package tidemark.query.graphite.function;

import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code pearsonClosest(reference, seriesList, n, direction="abs")} of carbonapi: the series that
 * correlate best with another over the values that both know, in either direction or a given one.
 */
final class PearsonClosest implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "pearsonClosest",
          "Filter Series",
          "Keeps the series that correlate best with another.",
          "pearsonClosest(servers.web01.load,servers.*.load,2)",
          Parameter.seriesList("seriesList"),
          Parameter.seriesList("seriesLists"),
          Parameter.whole("n"),
          Parameter.text("direction").or("abs").offering(List.of("abs", "neg", "pos")));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String direction = arguments.text("direction");
    if (!List.of("abs", "neg", "pos").contains(direction)) {
      throw arguments.refused("direction", "unknown direction '" + direction + "'");
    }
    List<GraphiteSeries> references = arguments.seriesList("seriesList");
    if (references.isEmpty()) {
      return List.of();
    }
    if (references.size() > 1) {
      throw new InvalidInputException(
          "pearsonClosest compares with one series, not " + references.size());
    }
    List<GraphiteSeries> sorted =
        Sorting.by(
            arguments.seriesList("seriesLists"),
            s -> rank(references.getFirst(), s, direction),
            true);
    return Slice.first(
        sorted.stream()
            .filter(s -> !Double.isNaN(rank(references.getFirst(), s, direction)))
            .toList(),
        arguments.whole("n"));
  }

  /** Unknown for a series that does not count. */
  private static double rank(GraphiteSeries reference, GraphiteSeries series, String direction) {
    double[] values = series.values();
    if (values.length != reference.size()) {
      return Double.NaN;
    }
    double correlation = Correlation.of(reference.values(), values, 0, values.length);
    return switch (direction) {
      case "pos" -> correlation >= 0 ? correlation : Double.NaN;
      case "neg" -> correlation <= 0 ? -correlation : Double.NaN;
      default -> Math.abs(correlation);
    };
  }
}
