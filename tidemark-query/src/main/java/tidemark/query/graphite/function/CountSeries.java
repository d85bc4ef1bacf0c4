package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** {@code countSeries(*seriesLists)}: how many series there are, the same at every time. */
final class CountSeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "countSeries",
          "Combine",
          "Draws the number of series.",
          "countSeries(servers.*.load)",
          Parameter.optional("seriesLists", ParameterType.SERIES_LIST).repeated());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    if (!arguments.has("seriesLists")) {
      return List.of(ConstantLine.line("0", 0, outer).expressed("constantLine(0)"));
    }
    List<GraphiteSeries> list = arguments.seriesList("seriesLists");
    if (list.isEmpty()) {
      return List.of();
    }
    Rows rows = Rows.of(list);
    double[] counts = new double[rows.length()];
    Arrays.fill(counts, list.size());
    return List.of(rows.series("countSeries(" + Combining.expressions(list) + ")", counts));
  }
}
