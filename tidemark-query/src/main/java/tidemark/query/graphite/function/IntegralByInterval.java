package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code integralByInterval(seriesList, intervalUnit)}: a running sum that starts again with each
 * interval since the start of the request; a gap repeats it.
 */
final class IntegralByInterval implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "integralByInterval",
          "Transform",
          "Shows a running sum that starts again with each interval.",
          "integralByInterval(servers.*.load,\"1d\")",
          Parameter.seriesList("seriesList"),
          Parameter.text("intervalUnit"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String unit = arguments.text("intervalUnit");
    long interval = Buckets.either(arguments, "intervalUnit");
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            s.withValues(sums(s, outer.from(), interval))
                .named("integralByInterval(" + s.name() + ",'" + unit + "')")
                .tagged("integralByInterval", unit))
        .toList();
  }

  private static double[] sums(GraphiteSeries series, long from, long interval) {
    double[] sums = new double[series.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      long time = series.time(i);
      boolean next =
          Math.floorDiv(time - from, interval)
              != Math.floorDiv(time - series.step() - from, interval);
      sum = next ? 0 : sum;
      double value = series.values()[i];
      sum += Double.isNaN(value) ? 0 : value;
      sums[i] = sum;
    }
    return sums;
  }
}
