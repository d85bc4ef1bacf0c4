package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.PythonRegex;
import tidemark.query.graphite.Signature;

/**
 * {@code useSeriesAbove(seriesList, value, search, replace)}: other series, whose names are made of
 * those of the series that rise above a value.
 */
final class UseSeriesAbove implements GraphiteFunction {
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
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double value = arguments.number("value");
    var search = PythonRegex.compile(arguments.text("search"));
    String replace = arguments.text("replace");
    List<String> names = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      boolean whole = Arrays.stream(series.values()).noneMatch(Double::isNaN);
      if (whole && Aggregation.MAX.apply(series.values()) > value) {
        names.add(PythonRegex.replaceAll(search, replace, series.name()));
      }
    }
    return names.isEmpty()
        ? List.of()
        : arguments.evaluate("group(" + String.join(",", names) + ")", outer);
  }
}
