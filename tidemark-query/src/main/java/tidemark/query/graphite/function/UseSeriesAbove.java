package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteRewrite;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code useSeriesAbove(seriesList, value, search, replace)}: other series, whose names are made of
 * those of the series that rise above a value.
 */
final class UseSeriesAbove implements GraphiteRewrite {
  private static final Signature SIGNATURE =
      Signature.of(
          "useSeriesAbove",
          "Filter Series",
          "Shows series that belong to those which rise above a value.",
          "useSeriesAbove(servers.*.load,5,\"load\",\"users\")",
          Parameter.seriesList("seriesList"),
          Parameter.number("value"),
          Parameter.text("search"),
          Parameter.text("replace"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<String> targets(Arguments arguments, Need outer) {
    double value = arguments.number("value");
    List<GraphiteSeries> above =
        arguments.seriesList("seriesList").stream().filter(s -> isAbove(s, value)).toList();
    List<String> names = SubstitutedNames.of(arguments, above);
    return names.isEmpty() ? List.of() : List.of("group(" + String.join(",", names) + ")");
  }

  /** Whether its largest value is; one with a gap never is, as in graphite-web. */
  private static boolean isAbove(GraphiteSeries series, double value) {
    return Arrays.stream(series.values()).noneMatch(Double::isNaN)
        && Aggregation.MAX.apply(series.values()) > value;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return arguments.rewritten().stream().flatMap(List::stream).toList();
  }
}
