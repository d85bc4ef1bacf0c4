package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;

/**
 * {@code summarize(seriesList, intervalString, func='sum', alignToFrom=False)}: longer buckets,
 * aligned to multiples of the interval. As in graphite-web there is always one bucket more than the
 * range needs.
 */
final class Summarize implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "summarize",
          "Transform",
          "Gathers values into longer intervals.",
          "summarize(servers.*.load,\"1h\",\"max\")",
          Parameter.seriesList("seriesList"),
          Parameter.required("intervalString", ParameterType.INTERVAL)
              .suggesting("10min", "1h", "1d"),
          Parameter.aggregation("func").or("sum"),
          Parameter.optional("alignToFrom", ParameterType.BOOLEAN).or(false));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String interval = arguments.text("intervalString");
    long seconds = Buckets.interval(arguments, "intervalString");
    String func = arguments.text("func");
    Reduction reduction = arguments.reduction("func");
    boolean alignToFrom = arguments.flag("alignToFrom");
    List<GraphiteSeries> summarized = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      long start =
          alignToFrom ? series.start() : series.start() - Math.floorMod(series.start(), seconds);
      long end =
          alignToFrom
              ? series.end()
              : series.end() - Math.floorMod(series.end(), seconds) + seconds;
      String name =
          "summarize("
              + series.name()
              + ", \""
              + interval
              + "\", \""
              + func
              + "\""
              + (alignToFrom ? ", true)" : ")");
      summarized.add(
          Buckets.of(series, start, end, seconds, reduction, arguments)
              .named(name)
              .tagged("summarize", interval)
              .tagged("summarizeFunction", func));
    }
    return summarized;
  }
}
