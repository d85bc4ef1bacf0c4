package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;

/** {@code aggregateLine(seriesList, func='average', keepStep=False)}: a line at an aggregation. */
final class AggregateLine implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "aggregateLine",
          "Calculate",
          "Draws a horizontal line at an aggregation of each series.",
          "aggregateLine(servers.*.load,\"max\")",
          Parameter.seriesList("seriesList"),
          Parameter.aggregation("func").or("average"),
          Parameter.optional("keepStep", ParameterType.BOOLEAN).or(false));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Reduction reduction = arguments.reduction("func");
    boolean keepStep = arguments.flag("keepStep");
    return arguments.seriesList("seriesList").stream()
        .map(s -> line(s, reduction, keepStep, outer))
        .toList();
  }

  private static GraphiteSeries line(
      GraphiteSeries series, Reduction reduction, boolean keepStep, Need outer) {
    double value = reduction.apply(series.values());
    boolean whole = reduction.equals(Aggregation.COUNT);
    String repr = Double.isNaN(value) ? "None" : Numbers.repr(value);
    String shown = Double.isNaN(value) ? "None" : Numbers.g(value);
    String name = "aggregateLine(" + series.name() + ", " + shown + ")";
    if (keepStep) {
      double[] values = new double[series.size()];
      Arrays.fill(values, value);
      return series.withValues(values).named(name);
    }
    String tag = whole ? Numbers.d(value) : repr;
    return ConstantLine.line(tag, value, outer).named(name);
  }
}
