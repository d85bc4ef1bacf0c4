package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** {@code aggregate(seriesList, func, xFilesFactor=None)}: one series by any aggregation. */
final class Aggregate implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "aggregate",
          "Combine",
          "Makes one series of many by an aggregation of your choice.",
          "aggregate(servers.*.load,\"sum\")",
          Parameter.seriesList("seriesList"),
          Parameter.aggregation("func"),
          Parameter.optional("xFilesFactor", ParameterType.FLOAT));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    double xFilesFactor =
        arguments.optionalNumber("xFilesFactor").orElseGet(() -> Combining.xFilesFactor(list));
    return Combining.aggregate(
        list, arguments.reduction("func"), Aggregation.stem(arguments.text("func")), xFilesFactor);
  }
}
